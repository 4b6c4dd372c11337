/* Products of matrices (gemm, syrk), double precision. */
#define REAL double
#define NAME(x) cblas_d##x
#define FIRST_HALVES 0, 2
#define SECOND_HALVES 1, 3
#include "gemm.h"
#include "syrk.h"
