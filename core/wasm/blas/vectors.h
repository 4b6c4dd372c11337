/* Vectors of reals: dot product, and y = alpha x + y. */

#include "precision.h"

/* Four sums, so that each addition need not wait for the one before. */
static REAL dot_contiguous(int n, const REAL *x, const REAL *y) {
    vector sums[4] = {0};
    int i = 0;
    for (; i + 4 * LANES <= n; i += 4 * LANES)
        for (int s = 0; s < 4; s++) sums[s] += load(x + i + s * LANES) * load(y + i + s * LANES);
    for (; i + LANES <= n; i += LANES) sums[0] += load(x + i) * load(y + i);
    REAL total = sum((sums[0] + sums[1]) + (sums[2] + sums[3]));
    for (; i < n; i++) total += x[i] * y[i];
    return total;
}

REAL NAME(dot)(int n, const REAL *x, int incx, const REAL *y, int incy) {
    if (incx == 1 && incy == 1) return dot_contiguous(n, x, y);
    REAL total = 0;
    x += first(n, incx);
    y += first(n, incy);
    for (int i = 0; i < n; i++) total += x[i * (ptrdiff_t)incx] * y[i * (ptrdiff_t)incy];
    return total;
}

void NAME(axpy)(int n, REAL alpha, const REAL *x, int incx, REAL *y, int incy) {
    x += first(n, incx);
    y += first(n, incy);
    for (int i = 0; i < n; i++) y[i * (ptrdiff_t)incy] += alpha * x[i * (ptrdiff_t)incx];
}
