/* Products with vectors (dot, axpy, gemv), single precision. */
#define REAL float
#define NAME(x) cblas_s##x
#include "vectors.h"

#include "gemv.h"
