/* tanh, float32: at most 1.35 units in the last place from the truth, of all floats. An odd polynomial near 0, else
   1 - 2 / (e^2x + 1), both of |x|; the sign comes last. */

#include "exponential.h"

static const struct {
    float near, far, two, p0, p1, p2, p3, p4;
    struct exponential e;
} constants = {0.625f,          10.0f,          2.0f,           -0x1.555532p-2f, 0x1.1106f6p-3f,
               -0x1.b835a4p-5f, 0x1.51f8cep-6f, -0x1.750ce2p-8f, EXPONENTIAL};

INLINE floats tanh4(floats x, const void *table) {
    const __typeof__(constants) *t = table;
    integers sign = (integers)x & SIGN, bits;
    floats a = (floats)((integers)x ^ sign), z = a * a;
    floats p = (all(t->p0) + z * all(t->p1)) + z * z * ((all(t->p2) + z * all(t->p3)) + z * z * all(t->p4));
    floats inner = a + a * (z * p);
    floats power = reduced_exponential(all(t->two) * smaller(a, all(t->far)), &t->e, &bits);
    power *= (floats)((bits << 23) + (integers)wasm_i32x4_splat(t->e.exponent_of_one));
    floats outer = all(t->e.one) - all(t->two) / (power + all(t->e.one));
    floats result = choose(a < all(t->near), inner, outer);
    return (floats)((integers)result | sign);
}

LOOP(__wrap_FLOAT_tanh) {
    (void)data;
    map(tanh4, &constants, args, dimensions, steps);
}
