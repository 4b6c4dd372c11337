/* Complex numbers of double precision. */
#define REAL double
#define NAME(x) cblas_z##x
#define FIRST_HALVES 0, 2
#define SECOND_HALVES 1, 3
#include "pairs.h"
