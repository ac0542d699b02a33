// The kernels for processors with AVX2 and FMA.
#include <math.h>
#include <string.h>

#include "AbacusKernels.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define AB_TABLE ab_kernels_avx2
#define AB_NAME "avx2"
#define AB_VECTOR_BYTES 32
#define AB_TILE_ROWS 6
#include "kernels.h"
#pragma clang attribute pop
#endif
