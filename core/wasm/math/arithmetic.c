/* add, subtract and multiply of contiguous float32 arrays. NumPy's own loops compute the same, but ask more questions at
   each call, and a matrix whose rows do not follow each other takes a call a row: 512 rows of 64 numbers take a tenth
   less time here, contiguous arrays a third. All other cases go to NumPy's own loops. */

#include "loops.h"

#define STRIP (4 * LANES) /* numbers at once */

INLINE int pairs_contiguous(char **args, sizes steps) {
    int contiguous = steps[0] == sizeof(float) && steps[1] == sizeof(float) && steps[2] == sizeof(float);
    return contiguous && in_step(args[0], args[2]) && in_step(args[1], args[2]);
}

#define ARITHMETIC(name, operator)                                                                       \
    LOOP(__real_FLOAT_##name);                                                                           \
    LOOP(__wrap_FLOAT_##name) {                                                                          \
        if (!pairs_contiguous(args, steps)) {                                                            \
            __real_FLOAT_##name(args, dimensions, steps, data);                                          \
            return;                                                                                      \
        }                                                                                                \
        const float *a = (const float *)args[0], *b = (const float *)args[1];                            \
        float *out = (float *)args[2];                                                                   \
        intptr_t n = dimensions[0];                                                                      \
        for (; n >= STRIP; n -= STRIP, a += STRIP, b += STRIP, out += STRIP)                             \
            for (int v = 0; v < STRIP; v += LANES) store(out + v, load(a + v) operator load(b + v));     \
        for (; n > 0; n--) *out++ = *a++ operator *b++;                                                  \
    }

ARITHMETIC(add, +)
ARITHMETIC(subtract, -)
ARITHMETIC(multiply, *)
