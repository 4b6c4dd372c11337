/* Products with vectors (dot, axpy, gemv), single precision. */
#define REAL float
#define NAME(x) cblas_s##x
#define FIRST_HALVES 0, 4, 1, 5
#define SECOND_HALVES 2, 6, 3, 7
#include "vectors.h"

#include "gemv.h"
