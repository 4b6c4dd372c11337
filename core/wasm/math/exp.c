/* exp, float32: at most 1 unit in the last place from the truth, of all floats. */

#include "exponential.h"

static const struct {
    float highest, lowest;
    struct exponential e;
} constants = {89.0f, -104.5f, EXPONENTIAL};

/* 2^n is applied as two factors, neither of which over- or underflows by itself: so the product rounds to infinity, to
   subnormal numbers and to 0 as it should, without a branch. NaN passes through. */
INLINE floats exp4(floats x, const void *table) {
    const __typeof__(constants) *t = table;
    integers bits;
    x = greater(smaller(x, all(t->highest)), all(t->lowest));
    floats y = reduced_exponential(x, &t->e, &bits);
    integers half = (bits - (integers)wasm_i32x4_splat(t->e.round_bits)) >> 1;
    integers one = (integers)wasm_i32x4_splat(t->e.exponent_of_one);
    return y * (floats)((half << 23) + one) * (floats)(((bits - half) << 23) + one);
}

LOOP(__wrap_FLOAT_exp) {
    (void)data;
    map(exp4, &constants, args, dimensions, steps);
}
