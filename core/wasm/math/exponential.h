/* e to the power x on four numbers, for exp.c and tanh.c: x = n ln 2 + r with |r| <= ln 2 / 2, a polynomial for e^r
   (of degree 6, Estrin's scheme, fitted for the smallest relative error), times 2^n. */

#include "loops.h"

struct exponential {
    float log2_e, round, ln2_high, ln2_low, c2, c3, c4, c5, c6, one;
    int32_t exponent_of_one, round_bits;
};

/* Adding `round` leaves a number's nearest integer in its last bits. ln 2 is in two parts, of which the first is so
   short that its product with n is exact. */
#define EXPONENTIAL                                                                                            \
    {0x1.715476p+0f, 0x1.8p23f, 0x1.63p-1f, 0x1.bd0106p-13f, 0x1.fffffcp-2f, 0x1.555492p-3f, 0x1.5558b0p-5f, \
     0x1.123986p-7f, 0x1.6a4cb4p-10f, 1.0f, 0x3f800000, 0x4b400000}

/* e^r, and in `bits` the bits of n + round. */
INLINE floats reduced_exponential(floats x, const struct exponential *t, integers *bits) {
    floats shifted = x * all(t->log2_e) + all(t->round);
    floats n = shifted - all(t->round);
    floats r = (x - n * all(t->ln2_high)) + n * all(t->ln2_low);
    floats r2 = r * r;
    floats p = (all(t->c2) + r * all(t->c3)) + r2 * ((all(t->c4) + r * all(t->c5)) + r2 * all(t->c6));
    *bits = (integers)shifted;
    return all(t->one) + (r + r2 * p);
}
