/* maximum and minimum of an array and a scalar, float32: NumPy has SIMD for two arrays only. NaN on either side makes
   NaN. All other cases go to NumPy's own loops. */

#include "loops.h"

LOOP(__real_FLOAT_maximum);
LOOP(__real_FLOAT_minimum);

typedef floats binary(floats a, floats b);

INLINE void with_scalar(binary *f, float scalar, const float *in, float *out, intptr_t n) {
    floats other = all(scalar);
    if (scalar != scalar) /* f would return its first operand */
        for (intptr_t i = 0; i < n; i++) out[i] = scalar;
    else {
        for (; n >= LANES; n -= LANES, in += LANES, out += LANES) store(out, f(load(in), other));
        if (n > 0) store_part(out, f(load_part(in, n), other), n);
    }
}

/* Whether this is a loop over an array and a scalar; `array` is then the array's place among the arguments. */
INLINE int find_array(char **args, sizes steps, int *array) {
    *array = steps[0] == 0;
    int contiguous = steps[*array] == sizeof(float) && steps[2] == sizeof(float);
    return steps[!*array] == 0 && contiguous && in_step(args[*array], args[2]);
}

#define EXTREME(name, f)                                                                                     \
    LOOP(__wrap_FLOAT_##name) {                                                                              \
        int array;                                                                                           \
        if (find_array(args, steps, &array))                                                                       \
            with_scalar(f, *(const float *)args[!array], (const float *)args[array], (float *)args[2],       \
                        dimensions[0]);                                                                      \
        else                                                                                                 \
            __real_FLOAT_##name(args, dimensions, steps, data);                                              \
    }

EXTREME(maximum, greater)
EXTREME(minimum, smaller)
