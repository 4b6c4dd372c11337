/* sin and cos, float32: at most 1.55 units in the last place from the truth, of all floats. The quadrant is taken off
   in float64, where 25 bits of pi/2 times the quadrant's number are exact; polynomials on [-pi/4, pi/4] follow. Beyond
   2^28, where this reduction would need more bits, and for infinities and NaN, libm answers. */

#include <math.h>

#include "loops.h"

static const struct {
    double two_over_pi, round, half_pi_high, half_pi_low;
    float limit, s1, s2, s3, zero, c1, c2, c3, half, one;
} constants = {0x1.45f306dc9c883p-1, 0x1.8p52,        0x1.921fb5p0,   0x1.110b4611a6263p-26, 0x1p28f,
               -0x1.9953p-13f,       0x1.110776p-7f,  -0x1.555546p-3f, 0.0f,                  0x1.99e80cp-16f,
               -0x1.6c0c28p-10f,     0x1.55554ap-5f,  0.5f,            1.0f};

typedef struct {
    doubles rest, shifted; /* the last bits of `shifted` are the quadrant's number */
} reduced;

INLINE reduced reduce(doubles x, const __typeof__(constants) *t) {
    doubles round = (doubles)wasm_f64x2_splat(t->round);
    doubles shifted = x * (doubles)wasm_f64x2_splat(t->two_over_pi) + round;
    doubles quadrant = shifted - round;
    doubles rest = (x - quadrant * (doubles)wasm_f64x2_splat(t->half_pi_high)) -
                   quadrant * (doubles)wasm_f64x2_splat(t->half_pi_low);
    return (reduced){rest, shifted};
}

/* Adding `zero` makes a product of -0 count as 0, so that the sine of -0 stays -0. */
INLINE floats sine_near_zero(floats r, floats z, const __typeof__(constants) *t) {
    floats s = ((all(t->s1) * z + all(t->s2)) * z + all(t->s3)) * z + all(t->zero);
    return s * r + r;
}

INLINE floats cosine_near_zero(floats z, const __typeof__(constants) *t) {
    floats half = all(t->half) * z, w = all(t->one) - half;
    floats tail = ((all(t->c1) * z + all(t->c2)) * z + all(t->c3)) * z * z;
    return w + (((all(t->one) - w) - half) + tail);
}

/* sin of x, a `turn` of 1 making it cos. */
INLINE floats sine_turned(floats x, int turn, const __typeof__(constants) *t) {
    reduced low = reduce((doubles)wasm_f64x2_promote_low_f32x4((v128_t)x), t);
    reduced high = reduce((doubles)wasm_f64x2_promote_low_f32x4(wasm_i32x4_shuffle((v128_t)x, (v128_t)x, 2, 3, 2, 3)), t);
    v128_t rest_low = wasm_f32x4_demote_f64x2_zero((v128_t)low.rest);
    v128_t rest_high = wasm_f32x4_demote_f64x2_zero((v128_t)high.rest);
    floats r = (floats)wasm_i32x4_shuffle(rest_low, rest_high, 0, 1, 4, 5), z = r * r;
    integers quadrant = (integers)wasm_i32x4_shuffle((v128_t)low.shifted, (v128_t)high.shifted, 0, 2, 4, 6) + turn;
    floats result = choose((quadrant & 1) != 0, cosine_near_zero(z, t), sine_near_zero(r, z, t));
    return (floats)((integers)result ^ ((quadrant & 2) << 30));
}

INLINE integers out_of_range(floats x, const __typeof__(constants) *t) {
    floats size = (floats)((integers)x & ~SIGN);
    return ~(size <= all(t->limit));
}

/* `result`, but libm's where x is `beyond` the range: a number's sine must not depend on its neighbours. */
static __attribute__((noinline)) floats with_libm(float f(float), floats x, floats result, integers beyond) {
    for (int lane = 0; lane < LANES; lane++)
        if (beyond[lane]) result[lane] = f(x[lane]);
    return result;
}

INLINE floats sin4(floats x, const void *table) {
    floats result = sine_turned(x, 0, table);
    integers beyond = out_of_range(x, table);
    return any(beyond) ? with_libm(sinf, x, result, beyond) : result;
}

INLINE floats cos4(floats x, const void *table) {
    floats result = sine_turned(x, 1, table);
    integers beyond = out_of_range(x, table);
    return any(beyond) ? with_libm(cosf, x, result, beyond) : result;
}

LOOP(__wrap_FLOAT_sin) {
    (void)data;
    map(sin4, &constants, args, dimensions, steps);
}

LOOP(__wrap_FLOAT_cos) {
    (void)data;
    map(cos4, &constants, args, dimensions, steps);
}
