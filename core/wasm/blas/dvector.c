/* Products with vectors (dot, axpy, gemv), double precision. */
#define REAL double
#define NAME(x) cblas_d##x
#include "vectors.h"

#include "gemv.h"
