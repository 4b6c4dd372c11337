/* Products of matrices (gemm, syrk), single precision. */
#define REAL float
#define NAME(x) cblas_s##x
#include "gemm.h"
#include "syrk.h"
