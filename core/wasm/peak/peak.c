/* The most floating-point operations that this engine gets out of one core: products and sums that stay in registers
   and wait for nothing. A ceiling for every kernel here. */

typedef float vector __attribute__((vector_size(16)));

/* 12 independent sums, beside the factor and a product: V8 has about 15 vector registers, and each sum waits for a
   product and a sum of its own, which the others fill. */
#define SUMS 12

/* Does `steps` times SUMS products and sums of four numbers each; what it returns keeps them from being left out. The
   factor is so small that the sums stay what they are, far from subnormal numbers, which are slow. */
float peak(int steps) {
    vector sums[SUMS], factor = (vector){0} + 0x1p-30f, total = {0};
    for (int i = 0; i < SUMS; i++) sums[i] = (vector){0} + (float)(i + 1);
    __asm__("" : "+r"(factor));
#pragma clang loop unroll(disable)
    for (int step = 0; step < steps; step++)
#pragma clang loop unroll(full)
        for (int i = 0; i < SUMS; i++) sums[i] = sums[i] * factor + sums[i];
    for (int i = 0; i < SUMS; i++) total += sums[i];
    return total[0] + total[1] + total[2] + total[3];
}

/* Floating-point operations of one step. */
int operations(void) { return SUMS * 4 * 2; }
