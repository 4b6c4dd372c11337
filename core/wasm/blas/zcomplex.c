/* Complex numbers of double precision. */
#define REAL double
#define NAME(x) cblas_z##x
#include "pairs.h"
