/* Complex numbers: pairs of reals, multiplied out by hand, since C's own operator checks for infinities each time.
   NumPy's own speed does not hang on these, so they are plain loops that the compiler vectorizes where it can.

   A file that includes this defines what precision.h asks for. */

#include "precision.h"

typedef struct {
    REAL re, im;
} number;

INLINE number times(number a, number b) { return (number){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re}; }

INLINE number plus(number a, number b) { return (number){a.re + b.re, a.im + b.im}; }

INLINE number conjugate_if(int wanted, number a) { return (number){a.re, wanted ? -a.im : a.im}; }

INLINE int is_zero(number a) { return a.re == 0 && a.im == 0; }

/* Number (i, j) of op(A) is at from[i * row_step + j * column_step], to be conjugated or not. */
typedef struct {
    const number *from;
    ptrdiff_t row_step, column_step;
    int conjugate;
} matrix;

INLINE number at(matrix a, int i, int j) {
    return conjugate_if(a.conjugate, a.from[i * a.row_step + j * a.column_step]);
}

/* op(A) for A stored in rows (or columns) of lda numbers. */
INLINE matrix read_as(const void *a, int lda, enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans) {
    int by_columns = (order == CblasColMajor) != (trans != CblasNoTrans);
    return (matrix){a, by_columns ? 1 : lda, by_columns ? lda : 1, trans == CblasConjTrans};
}

static number dot(int n, const number *x, int incx, const number *y, int incy, int conjugate) {
    number total = {0, 0};
    x += first(n, incx);
    y += first(n, incy);
    for (int i = 0; i < n; i++)
        total = plus(total, times(conjugate_if(conjugate, x[i * (ptrdiff_t)incx]), y[i * (ptrdiff_t)incy]));
    return total;
}

void NAME(dotu_sub)(int n, const void *x, int incx, const void *y, int incy, void *result) {
    *(number *)result = dot(n, x, incx, y, incy, 0);
}

void NAME(dotc_sub)(int n, const void *x, int incx, const void *y, int incy, void *result) {
    *(number *)result = dot(n, x, incx, y, incy, 1);
}

void NAME(axpy)(int n, const void *alpha, const void *x, int incx, void *y, int incy) {
    const number *from = (const number *)x + first(n, incx);
    number *to = (number *)y + first(n, incy), factor = *(const number *)alpha;
    for (int i = 0; i < n; i++) {
        number *here = to + i * (ptrdiff_t)incy;
        *here = plus(*here, times(factor, from[i * (ptrdiff_t)incx]));
    }
}

/* Rows of C, one after the other: each starts as beta C and gains multiples of the rows of B. `j_first` and `j_end`
   bound the columns, for syrk. */
INLINE void product_row(int i, int j_first, int j_end, int k, number alpha, matrix a, matrix b, number beta, number *c,
                        ptrdiff_t c_column) {
    for (int j = j_first; j < j_end; j++) {
        number *here = c + j * c_column;
        *here = is_zero(beta) ? (number){0, 0} : times(beta, *here);
    }
    for (int p = 0; p < k; p++) {
        number factor = times(alpha, at(a, i, p));
        for (int j = j_first; j < j_end; j++) c[j * c_column] = plus(c[j * c_column], times(factor, at(b, p, j)));
    }
}

void NAME(gemm)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa, enum CBLAS_TRANSPOSE transb, int m, int n, int k,
                const void *alpha, const void *a, int lda, const void *b, int ldb, const void *beta, void *c, int ldc) {
    matrix left = read_as(a, lda, order, transa), right = read_as(b, ldb, order, transb);
    ptrdiff_t row = order == CblasRowMajor ? ldc : 1, column = order == CblasRowMajor ? 1 : ldc;
    for (int i = 0; i < m; i++)
        product_row(i, 0, n, k, *(const number *)alpha, left, right, *(const number *)beta, (number *)c + i * row,
                    column);
}

void NAME(syrk)(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans, int n, int k,
                const void *alpha, const void *a, int lda, const void *beta, void *c, int ldc) {
    matrix left = read_as(a, lda, order, trans == CblasNoTrans ? CblasNoTrans : CblasTrans);
    matrix right = {left.from, left.column_step, left.row_step, 0};
    ptrdiff_t row = order == CblasRowMajor ? ldc : 1, column = order == CblasRowMajor ? 1 : ldc;
    for (int i = 0; i < n; i++)
        product_row(i, uplo == CblasUpper ? i : 0, uplo == CblasUpper ? n : i + 1, k, *(const number *)alpha, left,
                    right, *(const number *)beta, (number *)c + i * row, column);
}

void NAME(gemv)(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int m, int n, const void *alpha, const void *a,
                int lda, const void *x, int incx, const void *beta, void *y, int incy) {
    matrix left = read_as(a, lda, order, trans);
    int rows = trans == CblasNoTrans ? m : n, columns = trans == CblasNoTrans ? n : m;
    const number *from = (const number *)x + first(columns, incx);
    number *to = (number *)y + first(rows, incy);
    for (int i = 0; i < rows; i++) {
        number total = {0, 0}, *here = to + i * (ptrdiff_t)incy, factor = *(const number *)beta;
        for (int j = 0; j < columns; j++) total = plus(total, times(at(left, i, j), from[j * (ptrdiff_t)incx]));
        number old = is_zero(factor) ? (number){0, 0} : times(factor, *here);
        *here = plus(old, times(*(const number *)alpha, total));
    }
}
