/* copysign and sign, float32, of contiguous arrays. All other cases go to NumPy's own loops. */

#include "loops.h"

LOOP(__real_FLOAT_copysign);
LOOP(__real_FLOAT_sign);

INLINE floats copysign4(floats size, floats sign) {
    return (floats)(((integers)size & ~SIGN) | ((integers)sign & SIGN));
}

LOOP(__wrap_FLOAT_copysign) {
    int contiguous = steps[1] == sizeof(float) && steps[2] == sizeof(float);
    int known = steps[0] == sizeof(float) || steps[0] == 0;
    if (!(contiguous && known && in_step(args[0], args[2]) && in_step(args[1], args[2]))) {
        __real_FLOAT_copysign(args, dimensions, steps, data);
        return;
    }
    const float *size = (const float *)args[0], *sign = (const float *)args[1];
    float *out = (float *)args[2];
    int advance = steps[0] != 0;
    intptr_t i = 0, n = dimensions[0];
    for (; i + LANES <= n; i += LANES)
        store(out + i, copysign4(advance ? load(size + i) : all(*size), load(sign + i)));
    for (; i < n; i++) out[i] = __builtin_copysignf(size[advance ? i : 0], sign[i]);
}

/* 1, -1 or 0; NaN stays NaN. */
INLINE floats sign4(floats x, const void *table) {
    const float *one = table;
    floats positive = (floats)((x > 0) & (integers)all(*one)), negative = (floats)((x < 0) & (integers)all(*one));
    return choose(x != x, x, positive - negative);
}

static const float one = 1;

LOOP(__wrap_FLOAT_sign) {
    if (steps[0] == sizeof(float) && steps[1] == sizeof(float))
        map(sign4, &one, args, dimensions, steps);
    else
        __real_FLOAT_sign(args, dimensions, steps, data);
}
