/* log, float32: at most 0.85 units in the last place from the truth, of all floats. x = 2^k (1 + f) with 1 + f between
   sqrt(1/2) and sqrt(2); log(1 + f) as fdlibm does it, by an odd polynomial in s = f / (2 + f). */

#include "loops.h"

static const struct {
    int32_t least_normal, normals, half, infinity;
    float one, two, one_half, l1, l2, l3, ln2_high, ln2_low, scale, zero, not_a_number, minus_infinity, bias;
} constants = {0x00800000,     0x7f000000,      0x3f3504f3,     0x7f800000,       1.0f,
               2.0f,           0.5f,            0x1.55557ap-1f, 0x1.995eccp-2f,   0x1.31e23ep-2f,
               0x1.62e3p-1f,   0x1.2fefa2p-17f, 0x1p25f,        0.0f,             __builtin_nanf(""),
               -__builtin_inff(), -25.0f};

/* log of normal, positive numbers, plus `bias` times log 2. */
INLINE floats log_normal(floats x, floats bias, const __typeof__(constants) *t) {
    integers bits = (integers)x;
    integers k = (bits - (integers)wasm_i32x4_splat(t->half)) >> 23;
    floats f = (floats)(bits - (k << 23)) - all(t->one);
    floats s = f / (f + all(t->two)), z = s * s, h = all(t->one_half) * f * f;
    floats r = z * (all(t->l1) + z * (all(t->l2) + z * all(t->l3)));
    floats e = __builtin_convertvector(k, floats) + bias;
    return e * all(t->ln2_high) - ((h - (s * (h + r) + e * all(t->ln2_low))) - f);
}

/* With subnormal numbers, zeros, negative numbers, infinities or NaN among them. */
static __attribute__((noinline)) floats log_any(floats x, const __typeof__(constants) *t) {
    integers small = x < (floats)wasm_i32x4_splat(t->least_normal);
    floats scaled = choose(small, x * all(t->scale), x);
    floats result = log_normal(scaled, choose(small, all(t->bias), all(t->zero)), t);
    integers ends = (integers)x >= (integers)wasm_i32x4_splat(t->infinity);
    result = choose(ends, x, result);
    result = choose(x == all(t->zero), all(t->minus_infinity), result);
    result = choose(x < all(t->zero), all(t->not_a_number), result);
    return choose(x != x, x, result);
}

INLINE floats log4(floats x, const void *table) {
    const __typeof__(constants) *t = table;
    v128_t above = wasm_i32x4_sub((v128_t)x, wasm_i32x4_splat(t->least_normal));
    if (wasm_v128_any_true(wasm_u32x4_ge(above, wasm_i32x4_splat(t->normals)))) return log_any(x, t);
    return log_normal(x, all(t->zero), t);
}

LOOP(__wrap_FLOAT_log) {
    (void)data;
    map(log4, &constants, args, dimensions, steps);
}
