/* What the templates gemm.h, syrk.h, vectors.h and gemv.h are written in. A file that includes them defines

       REAL         float or double
       NAME(x)      the CBLAS name, such as cblas_s##x
       FIRST_HALVES, SECOND_HALVES  the lanes of two vectors that interleave their first (second) halves

   and gets `vector`, one 128-bit register of REAL, with `LANES` numbers in it. */
#ifndef PRECISION_H
#define PRECISION_H

#include <stddef.h>

#include "include/cblas.h"

#define INLINE static inline __attribute__((always_inline))
#define LANES ((int)(16 / sizeof(REAL)))

typedef REAL vector __attribute__((vector_size(16)));
/* Rows begin where NumPy lets them begin, so loads may be aligned to single numbers only. */
typedef REAL unaligned __attribute__((vector_size(16), aligned(sizeof(REAL)), may_alias));

INLINE vector load(const REAL *from) { return *(const unaligned *)from; }

INLINE void store(REAL *to, vector value) { *(unaligned *)to = value; }

/* A vector in which every lane is `value`. */
INLINE vector splat(REAL value) { return value - (vector){0}; }

/* Column i of LANES x LANES numbers becomes their row i: rows are interleaved once for each halving of LANES. */
INLINE void transpose(vector rows[]) {
    for (int rest = LANES; rest > 1; rest /= 2) {
        vector old[4];
        for (int i = 0; i < LANES; i++) old[i] = rows[i];
        for (int i = 0; i < LANES / 2; i++) {
            rows[2 * i] = __builtin_shufflevector(old[i], old[i + LANES / 2], FIRST_HALVES);
            rows[2 * i + 1] = __builtin_shufflevector(old[i], old[i + LANES / 2], SECOND_HALVES);
        }
    }
}

INLINE REAL sum(vector value) {
    REAL total = 0;
    for (int lane = 0; lane < LANES; lane++) total += value[lane];
    return total;
}

/* Where a vector of n numbers begins: reversed vectors start at their end. */
INLINE ptrdiff_t first(int n, int increment) { return increment < 0 ? (ptrdiff_t)(1 - n) * increment : 0; }

INLINE int smaller(int a, int b) { return a < b ? a : b; }

#endif
