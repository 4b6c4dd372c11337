/* y = alpha op(A) x + beta y, for row-major matrices of reals. Included after vectors.h. */

#include "precision.h"

#define CHUNK 512 /* numbers of a strided vector that are gathered at once */

/* `count` numbers of a strided vector side by side: the vector itself if they already are. */
INLINE const REAL *gathered(int count, const REAL *x, ptrdiff_t step, REAL *room) {
    if (step == 1) return x;
    for (int i = 0; i < count; i++) room[i] = x[i * step];
    return room;
}

/* Dot products of four rows with x at once, so that x is read once for all. */
static void four_rows(int n, const REAL *a, ptrdiff_t lda, const REAL *x, REAL *results) {
    vector sums[4] = {0};
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
        vector right = load(x + j);
        for (int row = 0; row < 4; row++) sums[row] += load(a + row * lda + j) * right;
    }
    for (int row = 0; row < 4; row++) {
        results[row] = sum(sums[row]);
        for (int rest = j; rest < n; rest++) results[row] += a[row * lda + rest] * x[rest];
    }
}

/* y += alpha A x, where x is contiguous. */
static void add_rows(int m, int n, REAL alpha, const REAL *a, ptrdiff_t lda, const REAL *x, REAL *y, ptrdiff_t incy) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
        REAL results[4];
        four_rows(n, a + i * lda, lda, x, results);
        for (int row = 0; row < 4; row++) y[(i + row) * incy] += alpha * results[row];
    }
    for (; i < m; i++) y[i * incy] += alpha * dot_contiguous(n, a + i * lda, x);
}

/* y += A^T x for the rows of A in `rows` (1 or 4), x being multiplied by alpha already. */
INLINE void add_columns(const int rows, int n, const REAL *a, ptrdiff_t lda, const REAL *x, REAL *y) {
    int j = 0;
    for (; j + LANES <= n; j += LANES) {
        vector total = splat(x[0]) * load(a + j);
        for (int row = 1; row < rows; row++) total += splat(x[row]) * load(a + row * lda + j);
        store(y + j, load(y + j) + total);
    }
    for (; j < n; j++) {
        REAL total = x[0] * a[j];
        for (int row = 1; row < rows; row++) total += x[row] * a[row * lda + j];
        y[j] += total;
    }
}

/* y += alpha A^T x, where y is contiguous. */
static void add_transposed(int m, int n, REAL alpha, const REAL *a, ptrdiff_t lda, const REAL *x, ptrdiff_t incx,
                           REAL *y) {
    int i = 0;
    for (; i + 4 <= m; i += 4) {
        REAL scaled[4];
        for (int row = 0; row < 4; row++) scaled[row] = alpha * x[(i + row) * incx];
        add_columns(4, n, a + i * lda, lda, scaled, y);
    }
    for (; i < m; i++) {
        REAL scaled = alpha * x[i * incx];
        add_columns(1, n, a + i * lda, lda, &scaled, y);
    }
}

/* y += alpha A^T x for any stride of y. */
static void add_transposed_strided(int m, int n, REAL alpha, const REAL *a, ptrdiff_t lda, const REAL *x,
                                   ptrdiff_t incx, REAL *y, ptrdiff_t incy) {
    for (int j = 0; j < n; j += CHUNK) {
        REAL part[CHUNK] = {0};
        int count = smaller(CHUNK, n - j);
        add_transposed(m, count, alpha, a + j, lda, x, incx, part);
        for (int i = 0; i < count; i++) y[(j + i) * incy] += part[i];
    }
}

void NAME(gemv)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int m, int n, REAL alpha, const REAL *a, int lda,
                const REAL *x, int incx, REAL beta, REAL *y, int incy) {
    int transposed = trans != CblasNoTrans;
    if (order == CblasColMajor) { /* read as row-major: n rows of m, the other way round */
        int rows = n;
        n = m;
        m = rows;
        transposed = !transposed;
    }
    int size = transposed ? n : m, length = transposed ? m : n;
    x += first(length, incx);
    y += first(size, incy);
    for (int i = 0; i < size; i++) y[i * (ptrdiff_t)incy] = beta == 0 ? 0 : beta * y[i * (ptrdiff_t)incy];
    if (transposed && incy == 1) add_transposed(m, n, alpha, a, lda, x, incx, y);
    else if (transposed) add_transposed_strided(m, n, alpha, a, lda, x, incx, y, incy);
    else
        for (int j = 0; j < n; j += CHUNK) {
            REAL room[CHUNK];
            int count = incx == 1 ? n : smaller(CHUNK, n - j);
            add_rows(m, count, alpha, a + j, lda, gathered(count, x + j * (ptrdiff_t)incx, incx, room), y, incy);
            if (incx == 1) break;
        }
}
