/* The part of the CBLAS interface that NumPy calls. Row-major and column-major; increments may be negative,
   as in the reference implementation (https://www.netlib.org/blas/). */
#ifndef CBLAS_H
#define CBLAS_H

#ifdef __cplusplus
extern "C" {
#endif

enum CBLAS_ORDER { CblasRowMajor = 101, CblasColMajor = 102 };
enum CBLAS_TRANSPOSE { CblasNoTrans = 111, CblasTrans = 112, CblasConjTrans = 113 };
enum CBLAS_UPLO { CblasUpper = 121, CblasLower = 122 };

#define DECLARE_REAL(letter, real)                                                                                 \
    real cblas_##letter##dot(int n, const real *x, int incx, const real *y, int incy);                             \
    void cblas_##letter##axpy(int n, real alpha, const real *x, int incx, real *y, int incy);                      \
    void cblas_##letter##gemv(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int m, int n, real alpha,        \
                              const real *a, int lda, const real *x, int incx, real beta, real *y, int incy);      \
    void cblas_##letter##gemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa, enum CBLAS_TRANSPOSE transb,    \
                              int m, int n, int k, real alpha, const real *a, int lda, const real *b, int ldb,     \
                              real beta, real *c, int ldc);                                                        \
    void cblas_##letter##syrk(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans, int n,     \
                              int k, real alpha, const real *a, int lda, real beta, real *c, int ldc);

/* Complex numbers are pairs of reals behind untyped pointers, scalars as well. */
#define DECLARE_COMPLEX(letter)                                                                                    \
    void cblas_##letter##dotu_sub(int n, const void *x, int incx, const void *y, int incy, void *result);          \
    void cblas_##letter##dotc_sub(int n, const void *x, int incx, const void *y, int incy, void *result);          \
    void cblas_##letter##axpy(int n, const void *alpha, const void *x, int incx, void *y, int incy);               \
    void cblas_##letter##gemv(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE trans, int m, int n, const void *alpha, \
                              const void *a, int lda, const void *x, int incx, const void *beta, void *y,          \
                              int incy);                                                                           \
    void cblas_##letter##gemm(enum CBLAS_ORDER order, enum CBLAS_TRANSPOSE transa, enum CBLAS_TRANSPOSE transb,    \
                              int m, int n, int k, const void *alpha, const void *a, int lda, const void *b,       \
                              int ldb, const void *beta, void *c, int ldc);                                        \
    void cblas_##letter##syrk(enum CBLAS_ORDER order, enum CBLAS_UPLO uplo, enum CBLAS_TRANSPOSE trans, int n,     \
                              int k, const void *alpha, const void *a, int lda, const void *beta, void *c,         \
                              int ldc);

DECLARE_REAL(s, float)
DECLARE_REAL(d, double)
DECLARE_COMPLEX(c)
DECLARE_COMPLEX(z)

#ifdef __cplusplus
}
#endif

#endif
