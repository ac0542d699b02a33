// Which level of the kernels a processor can run.
#include <string.h>

#include "AbacusKernels.h"

extern const ab_kernels ab_kernels_base;
#if defined(__x86_64__)
extern const ab_kernels ab_kernels_avx2, ab_kernels_avx512;
#endif

const ab_kernels *ab_kernels_at(ab_level level) {
  if (level == ab_level_base) return &ab_kernels_base;
#if defined(__x86_64__)
  __builtin_cpu_init();
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  if (level == ab_level_avx2 && avx2) return &ab_kernels_avx2;
  const bool avx512 =
    avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq")
    && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  if (level == ab_level_avx512 && avx512) return &ab_kernels_avx512;
#endif
  return NULL;
}

const ab_kernels *ab_kernels_best(void) {
  const ab_kernels *best = &ab_kernels_base;
  for (int level = ab_level_avx2; level <= ab_level_avx512; level++) {
    const ab_kernels *found = ab_kernels_at((ab_level)level);
    if (found) best = found;
  }
  return best;
}

const ab_kernels *ab_kernels_named(const char *name) {
  for (int level = ab_level_base; level <= ab_level_avx512; level++) {
    const ab_kernels *found = ab_kernels_at((ab_level)level);
    if (found && strcmp(found->name, name) == 0) return found;
  }
  return NULL;
}

size_t ab_product_workspace(ab_dtype type, size_t m, size_t n, size_t k) {
  const size_t size = ab_size(type), panel = 128 / size, strip = 12;
  const size_t depth = k < 256 ? k : 256;
  const size_t columns = ((n < 1024 ? n : 1024) + panel - 1) / panel * panel;
  const size_t rows = ((m < 192 ? m : 192) + strip - 1) / strip * strip;
  const size_t packed = depth * (columns + rows), few_rows = 8 * k;
  return (packed > few_rows ? packed : few_rows) * size + 64;
}
