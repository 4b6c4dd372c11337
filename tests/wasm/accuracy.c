/* How far NumPy's vectorized float32 functions are from the C library's float64 ones, over a range of bit patterns. */

#include <math.h>
#include <string.h>

#include "loops.h"

LOOP(__wrap_FLOAT_exp);
LOOP(__wrap_FLOAT_log);
LOOP(__wrap_FLOAT_tanh);
LOOP(__wrap_FLOAT_sin);
LOOP(__wrap_FLOAT_cos);

#define COUNT 1024

static const struct {
    void (*fast)(char **, sizes, sizes, void *);
    double (*exact)(double);
    float (*of_library)(float);
} functions[] = {{__wrap_FLOAT_exp, exp, expf},
                 {__wrap_FLOAT_log, log, logf},
                 {__wrap_FLOAT_tanh, tanh, tanhf},
                 {__wrap_FLOAT_sin, sin, sinf},
                 {__wrap_FLOAT_cos, cos, cosf}};

/* The distance between neighbours of float32 at `value`: 2^-23 of its power of two, 2^-149 at least. */
static double spacing(double value) {
    int64_t bits;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> 52 & 0x7ff) - 1023;
    return ldexp(1, (exponent < -126 ? -126 : exponent) - 23);
}

/* Errors are in units of that spacing; a wrong NaN, infinity or sign of zero counts as a million. */
static double error(float got, double exact) {
    if (isnan(exact) || isnan(got)) return isnan(exact) && isnan(got) ? 0 : 1e6;
    float rounded = (float)exact;
    if (isinf(rounded) || isinf(got)) {
        /* The largest float is right below the middle between it and where the next would be. */
        if (rounded == got) return 0;
        return isinf(exact) || (rounded > 0) != (got > 0) ? 1e6 : fabs(exact - got) / spacing(got);
    }
    if (got == 0 && signbit(got) != signbit(exact)) return 1e6;
    return fabs(got - exact) / spacing(exact);
}

static float in[COUNT], out[COUNT];

/* The worst error of function `which` over `count` patterns that begin at `first` and lie `stride` apart. */
double worst(int which, uint32_t first, uint32_t stride, double count) {
    double found = 0;
    for (double done = 0; done < count; done += COUNT) {
        intptr_t n = count - done < COUNT ? (intptr_t)(count - done) : COUNT, steps[] = {4, 4};
        for (intptr_t i = 0; i < n; i++, first += stride) memcpy(&in[i], &first, sizeof first);
        functions[which].fast((char *[]){(char *)in, (char *)out}, &n, steps, 0);
        for (intptr_t i = 0; i < n; i++) found = fmax(found, error(out[i], functions[which].exact(in[i])));
    }
    return found;
}

/* The bits of the function of the number with the bits `x`. */
uint32_t value(int which, uint32_t x) {
    intptr_t n = 1, steps[] = {4, 4};
    memcpy(in, &x, sizeof x);
    functions[which].fast((char *[]){(char *)in, (char *)out}, &n, steps, 0);
    memcpy(&x, out, sizeof x);
    return x;
}

/* The same for the C library's float32 function. */
uint32_t value_of_library(int which, uint32_t x) {
    float number;
    memcpy(&number, &x, sizeof x);
    number = functions[which].of_library(number);
    memcpy(&x, &number, sizeof x);
    return x;
}
