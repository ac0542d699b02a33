// The kernels for any processor: what the compiler makes of them without further leave.
#include <math.h>
#include <string.h>

#include "AbacusKernels.h"

#define AB_TABLE ab_kernels_base
#define AB_NAME "base"
#define AB_VECTOR_BYTES 16
#define AB_TILE_ROWS 4
#include "kernels.h"
