/* The kernels of core/wasm/blas against sums written out in complex float64, for every kind of number.

   Each check fills its operands with numbers from -1 to 1, calls a kernel and returns the worst error of the result, in
   units of its bound for rounding errors (so at most 1 is right). What must not be touched and was, counts as a billion;
   where beta is 0, the old result is NaN, which must not be read. */

#include <float.h>
#include <stddef.h>
#include <stdint.h>

#include "include/cblas.h"

enum kind { SINGLE, DOUBLE, COMPLEX_SINGLE, COMPLEX_DOUBLE };

typedef struct {
    double re, im;
} number;

#define ROOM (1 << 16)
static double a[ROOM], b[ROOM], c[ROOM], before[ROOM];

static int is_complex(enum kind kind) { return kind >= COMPLEX_SINGLE; }

static number scalar(enum kind kind, double re, double im) { return (number){re, is_complex(kind) ? im : 0}; }

static number get(enum kind kind, const void *from, ptrdiff_t i) {
    const float *single = from;
    const double *full = from;
    if (kind == SINGLE) return (number){single[i], 0};
    if (kind == DOUBLE) return (number){full[i], 0};
    if (kind == COMPLEX_SINGLE) return (number){single[2 * i], single[2 * i + 1]};
    return (number){full[2 * i], full[2 * i + 1]};
}

static double random(void) {
    static uint32_t state = 1;
    state = state * 1664525 + 1013904223;
    return (int32_t)state / 2147483648.0;
}

static void fill(enum kind kind, void *to, ptrdiff_t count, int with_nan) {
    for (ptrdiff_t i = 0; i < count * (1 + is_complex(kind)); i++) {
        double value = with_nan ? __builtin_nan("") : random();
        if (kind == SINGLE || kind == COMPLEX_SINGLE) ((float *)to)[i] = (float)value;
        else ((double *)to)[i] = value;
    }
}

static number times(number x, number y) { return (number){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re}; }

static double size(number x) { return __builtin_fabs(x.re) + __builtin_fabs(x.im); }

/* A sum of products with the sum of their sizes, which bounds its rounding error. */
typedef struct {
    number value;
    double bound;
} total;

static void add(total *sum, number x, number y) {
    number product = times(x, y);
    sum->value.re += product.re;
    sum->value.im += product.im;
    sum->bound += size(x) * size(y);
}

/* The error of number `i` of the result c, whose sum of `terms` products is `sum`. */
static double error(enum kind kind, ptrdiff_t i, total sum, int terms, number alpha, number beta) {
    number wanted = times(alpha, sum.value), got = get(kind, c, i), old = get(kind, before, i);
    double bound = sum.bound * size(alpha);
    if (beta.re != 0 || beta.im != 0) {
        number kept = times(beta, old);
        wanted.re += kept.re;
        wanted.im += kept.im;
        bound += size(beta) * size(old);
    }
    double unit = kind == SINGLE || kind == COMPLEX_SINGLE ? FLT_EPSILON : DBL_EPSILON;
    double off = size((number){got.re - wanted.re, got.im - wanted.im});
    double relative = off / (unit * (terms + 4) * bound + DBL_MIN);
    return relative == relative ? relative : 1e9;
}

static int changed(enum kind kind, ptrdiff_t i) {
    number old = get(kind, before, i), now = get(kind, c, i);
    return !(old.re == now.re || (old.re != old.re && now.re != now.re));
}

/* Number (i, j) of op(matrix). */
static number at(enum kind kind, const void *matrix, int order, int trans, int ld, int i, int j) {
    int by_columns = (order == CblasColMajor) != (trans != CblasNoTrans);
    number found = get(kind, matrix, by_columns ? i + (ptrdiff_t)j * ld : j + (ptrdiff_t)i * ld);
    if (trans == CblasConjTrans) found.im = -found.im;
    return found;
}

static void prepare(enum kind kind, int result, number beta) {
    fill(kind, a, ROOM / 2, 0);
    fill(kind, b, ROOM / 2, 0);
    fill(kind, c, result, beta.re == 0 && beta.im == 0);
    for (int i = 0; i < ROOM; i++) before[i] = c[i];
}

static int larger(int x, int y) { return x > y ? x : y; }

/* Complex kernels take their scalars by address. */
#define SCALARS_OF_SINGLE_PRECISION                              \
    float alpha_single[] = {(float)alpha.re, (float)alpha.im}; \
    float beta_single[] = {(float)beta.re, (float)beta.im}

double check_gemm(int kind, int order, int transa, int transb, int m, int n, int k, int pad, double alpha_re,
                  double alpha_im, double beta_re, double beta_im) {
    number alpha = scalar(kind, alpha_re, alpha_im), beta = scalar(kind, beta_re, beta_im);
    SCALARS_OF_SINGLE_PRECISION;
    int row = order == CblasRowMajor;
    int lda = larger(1, (transa == CblasNoTrans) == row ? k : m) + pad;
    int ldb = larger(1, (transb == CblasNoTrans) == row ? n : k) + pad;
    int ldc = (row ? n : m) + pad, lines = row ? m : n;
    prepare(kind, ldc * lines, beta);
    void *pa = a, *pb = b, *pc = c;
    if (kind == SINGLE)
        cblas_sgemm(order, transa, transb, m, n, k, alpha_single[0], pa, lda, pb, ldb, beta_single[0], pc, ldc);
    if (kind == DOUBLE) cblas_dgemm(order, transa, transb, m, n, k, alpha.re, pa, lda, pb, ldb, beta.re, pc, ldc);
    if (kind == COMPLEX_SINGLE)
        cblas_cgemm(order, transa, transb, m, n, k, alpha_single, pa, lda, pb, ldb, beta_single, pc, ldc);
    if (kind == COMPLEX_DOUBLE)
        cblas_zgemm(order, transa, transb, m, n, k, &alpha, pa, lda, pb, ldb, &beta, pc, ldc);
    double worst = 0;
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            total sum = {{0, 0}, 0};
            for (int p = 0; p < k; p++)
                add(&sum, at(kind, a, order, transa, lda, i, p), at(kind, b, order, transb, ldb, p, j));
            worst = __builtin_fmax(worst, error(kind, row ? i * ldc + j : i + j * ldc, sum, k, alpha, beta));
        }
    for (int line = 0; line < lines; line++)
        for (int i = ldc - pad; i < ldc; i++)
            if (changed(kind, line * ldc + i)) return 1e9;
    return worst;
}

double check_syrk(int kind, int order, int uplo, int trans, int n, int k, int pad, double alpha_re, double beta_re) {
    number alpha = {alpha_re, 0}, beta = {beta_re, 0};
    SCALARS_OF_SINGLE_PRECISION;
    int lda = larger(1, (trans == CblasNoTrans) == (order == CblasRowMajor) ? k : n) + pad, ldc = n + pad;
    int other = trans == CblasNoTrans ? CblasTrans : CblasNoTrans;
    prepare(kind, ldc * n, beta);
    void *pa = a, *pc = c;
    if (kind == SINGLE) cblas_ssyrk(order, uplo, trans, n, k, alpha_single[0], pa, lda, beta_single[0], pc, ldc);
    if (kind == DOUBLE) cblas_dsyrk(order, uplo, trans, n, k, alpha.re, pa, lda, beta.re, pc, ldc);
    if (kind == COMPLEX_SINGLE) cblas_csyrk(order, uplo, trans, n, k, alpha_single, pa, lda, beta_single, pc, ldc);
    if (kind == COMPLEX_DOUBLE) cblas_zsyrk(order, uplo, trans, n, k, &alpha, pa, lda, &beta, pc, ldc);
    double worst = 0;
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            int place = order == CblasRowMajor ? i * ldc + j : i + j * ldc;
            if (uplo == CblasUpper ? j < i : j > i) {
                if (changed(kind, place)) return 1e9;
                continue;
            }
            total sum = {{0, 0}, 0};
            for (int p = 0; p < k; p++)
                add(&sum, at(kind, a, order, trans, lda, i, p), at(kind, a, order, other, lda, p, j));
            worst = __builtin_fmax(worst, error(kind, place, sum, k, alpha, beta));
        }
    return worst;
}

/* Where number `i` of a vector of n lies. */
static ptrdiff_t place(int i, int n, int increment) {
    return increment < 0 ? (ptrdiff_t)(i - n + 1) * increment : (ptrdiff_t)i * increment;
}

double check_gemv(int kind, int order, int trans, int m, int n, int pad, int incx, int incy, double alpha_re,
                  double alpha_im, double beta_re, double beta_im) {
    number alpha = scalar(kind, alpha_re, alpha_im), beta = scalar(kind, beta_re, beta_im);
    SCALARS_OF_SINGLE_PRECISION;
    int lda = (order == CblasRowMajor ? n : m) + pad;
    int rows = trans == CblasNoTrans ? m : n, columns = trans == CblasNoTrans ? n : m;
    prepare(kind, ROOM / 2, beta);
    void *pa = a, *px = b, *py = c;
    if (kind == SINGLE)
        cblas_sgemv(order, trans, m, n, alpha_single[0], pa, lda, px, incx, beta_single[0], py, incy);
    if (kind == DOUBLE) cblas_dgemv(order, trans, m, n, alpha.re, pa, lda, px, incx, beta.re, py, incy);
    if (kind == COMPLEX_SINGLE)
        cblas_cgemv(order, trans, m, n, alpha_single, pa, lda, px, incx, beta_single, py, incy);
    if (kind == COMPLEX_DOUBLE) cblas_zgemv(order, trans, m, n, &alpha, pa, lda, px, incx, &beta, py, incy);
    double worst = 0;
    for (int i = 0; i < rows; i++) {
        total sum = {{0, 0}, 0};
        for (int j = 0; j < columns; j++)
            add(&sum, at(kind, a, order, trans, lda, i, j), get(kind, b, place(j, columns, incx)));
        worst = __builtin_fmax(worst, error(kind, place(i, rows, incy), sum, columns, alpha, beta));
    }
    return worst;
}

double check_axpy(int kind, int n, int incx, int incy, double alpha_re, double alpha_im) {
    number alpha = scalar(kind, alpha_re, alpha_im), beta = {1, 0};
    SCALARS_OF_SINGLE_PRECISION;
    (void)beta_single;
    prepare(kind, ROOM / 2, beta);
    void *px = a, *py = c;
    if (kind == SINGLE) cblas_saxpy(n, alpha_single[0], px, incx, py, incy);
    if (kind == DOUBLE) cblas_daxpy(n, alpha.re, px, incx, py, incy);
    if (kind == COMPLEX_SINGLE) cblas_caxpy(n, alpha_single, px, incx, py, incy);
    if (kind == COMPLEX_DOUBLE) cblas_zaxpy(n, &alpha, px, incx, py, incy);
    double worst = 0;
    for (int i = 0; i < n; i++) {
        number x = get(kind, a, place(i, n, incx));
        worst = __builtin_fmax(worst, error(kind, place(i, n, incy), (total){x, size(x)}, 1, alpha, beta));
    }
    return worst;
}

double check_dot(int kind, int n, int incx, int incy, int conjugate) {
    prepare(kind, 1, (number){0, 0});
    float *single = (float *)c;
    void *px = a, *py = b;
    if (kind == SINGLE) single[0] = cblas_sdot(n, px, incx, py, incy);
    if (kind == DOUBLE) c[0] = cblas_ddot(n, px, incx, py, incy);
    if (kind == COMPLEX_SINGLE) (conjugate ? cblas_cdotc_sub : cblas_cdotu_sub)(n, px, incx, py, incy, c);
    if (kind == COMPLEX_DOUBLE) (conjugate ? cblas_zdotc_sub : cblas_zdotu_sub)(n, px, incx, py, incy, c);
    total sum = {{0, 0}, 0};
    for (int i = 0; i < n; i++) {
        number x = get(kind, a, place(i, n, incx));
        if (conjugate) x.im = -x.im;
        add(&sum, x, get(kind, b, place(i, n, incy)));
    }
    return error(kind, 0, sum, n, (number){1, 0}, (number){0, 0});
}
