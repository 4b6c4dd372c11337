/* Products with vectors (dot, axpy, gemv), double precision. */
#define REAL double
#define NAME(x) cblas_d##x
#define FIRST_HALVES 0, 2
#define SECOND_HALVES 1, 3
#include "vectors.h"

#include "gemv.h"
