/* Complex numbers of single precision. */
#define REAL float
#define NAME(x) cblas_c##x
#include "pairs.h"
