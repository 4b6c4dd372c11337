/* Products of matrices (gemm, syrk), double precision. */
#define REAL double
#define NAME(x) cblas_d##x
#include "gemm.h"
#include "syrk.h"
