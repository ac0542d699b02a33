// The kernels for processors with AVX-512 (F, DQ, BW and VL).
#include <math.h>
#include <string.h>

#include "AbacusKernels.h"

#if defined(__x86_64__)
#pragma clang attribute push( \
  __attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#define AB_TABLE ab_kernels_avx512
#define AB_NAME "avx512"
#define AB_VECTOR_BYTES 64
#define AB_TILE_ROWS 12
#include "kernels.h"
#pragma clang attribute pop
#endif
