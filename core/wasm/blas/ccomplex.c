/* Complex numbers of single precision. */
#define REAL float
#define NAME(x) cblas_c##x
#define FIRST_HALVES 0, 4, 1, 5
#define SECOND_HALVES 2, 6, 3, 7
#include "pairs.h"
