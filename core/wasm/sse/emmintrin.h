#include "nmmintrin.h"
