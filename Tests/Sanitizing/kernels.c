// Calls every kernel at every level on buffers of just the size it may touch, with numbers of every
// kind. It checks nothing itself: the sanitizers it is built with do; see .ci/sanitize.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "AbacusKernels.h"

enum { types = 7 };
static void *held[64];
static int holding;
static uint64_t state = 88172645463325252;

static double number(void) {
  static const double odd[] = {0, -0.0, INFINITY, -INFINITY, NAN, 1e300, -1e300, 1e-320, 3e9, 1e19};
  state ^= state << 13, state ^= state >> 7, state ^= state << 17;
  if (state % 13 == 0) return odd[state / 13 % 10];
  return (double)(state >> 11) * 0x1p-50 - 4;
}

/// A buffer of `count` numbers that is freed by `release`.
static void *numbers(ab_dtype type, size_t count) {
  double *source = malloc(count * sizeof(double) + 1);
  for (size_t i = 0; i < count; i++) source[i] = number();
  void *target = malloc(count * ab_size(type) + (count == 0));
  ab_cast(ab_f64, source, type, target, count);
  free(source);
  return held[holding++] = target;
}

static int64_t *indices(size_t count, int64_t below) {
  int64_t *target = numbers(ab_i64, count);
  for (size_t i = 0; i < count; i++) target[i] = (int64_t)(i * 7) % below;
  return target;
}

static void release(void) {
  while (holding > 0) free(held[--holding]);
}

static void call_elementwise(const ab_kernels *k, ab_dtype t, size_t count) {
  void *x = numbers(t, count), *y = numbers(t, count), *g = numbers(t, count);
  void *out = numbers(t, count);
  for (int op = 0; op <= ab_unary_trunc; op++) {
    k->unary(t, (ab_unary)op, x, out, count, 0.5, 1.5);
    k->unary_backward(t, (ab_unary)op, g, x, y, out, count, 0.5, 1.5);
    k->unary_backward(t, (ab_unary)op, g, NULL, NULL, g, count, 0.5, 1.5);
  }
  k->descend(t, out, g, count, 0.5, 0);
  k->descend(t, out, g, count, 0.5, 0.25);
  k->axpy(t, 0.5, x, out, count);
  release();
}

static void call_pairs(const ab_kernels *k, ab_dtype t, ptrdiff_t m, ptrdiff_t n) {
  const size_t count = (size_t)(m * n);
  const ptrdiff_t shape[] = {m, n}, flat[] = {n, 1}, turned[] = {1, m}, row[] = {0, 1};
  const ptrdiff_t one[] = {0, 0};
  const ptrdiff_t *ways[] = {flat, turned, row, one};
  void *x = numbers(t, count), *y = numbers(t, count), *out = numbers(t, count);
  uint8_t *truth = numbers(ab_u8, count);
  for (int way = 0; way < 16; way++) {
    for (int op = 0; op <= ab_binary_logical_xor; op++)
      k->binary(t, (ab_binary)op, x, y, out, 2, shape, ways[way / 4], ways[way % 4]);
    for (int op = 0; op <= ab_compare_ge; op++)
      k->compare(t, (ab_compare)op, x, y, truth, 2, shape, ways[way / 4], ways[way % 4]);
  }
  release();
}

static void call_sums(const ab_kernels *k, ab_dtype t, size_t o, size_t c, size_t i) {
  void *x = numbers(t, o * c * i), *y = numbers(ab_f64, o * i);
  for (int op = 0; op <= ab_reduce_argmin; op++) {
    if (t == ab_i64 || t <= ab_f64) k->reduce(t, (ab_reduction)op, x, y, o, c, i, 0.5);
  }
  if (t <= ab_f64) {
    k->variance(t, x, y, o, c, i, 1);
    k->column_sums(t, x, y, c, i);
    void *rows = numbers(t, o * c * i), *out = numbers(t, o * c * i);
    for (int op = 0; op <= ab_rows_logsumexp; op++) k->rows(t, (ab_rows)op, x, rows, o, c * i);
    for (int op = 0; op <= ab_rows_log_softmax; op++)
      k->rows_backward(t, (ab_rows)op, x, rows, out, o, c * i);
  }
  release();
}

static void call_losses(const ab_kernels *k, ab_dtype t, size_t rows, size_t classes) {
  const size_t count = rows * classes;
  double total;
  void *x = numbers(t, count), *y = numbers(t, count), *out = numbers(t, count);
  void *weight = numbers(t, count), *terms = numbers(t, rows);
  int64_t *labels = indices(rows, (int64_t)classes);
  for (int full = 0; full < 2; full++) {
    void *w = full ? weight : NULL;
    k->logistic_loss(t, x, y, w, full ? out : NULL, count, w, classes);
    k->logistic_loss_backward(t, y, (size_t)full, 0.5, x, y, w, out, count, w, classes);
    k->class_losses(t, x, labels, 0, w, full * 0.1, full ? terms : NULL, &total, rows, classes);
    k->class_losses_backward(
      t, terms, (size_t)full, 0.5, x, labels, 0, w, full * 0.1, out, rows, classes);
  }
  release();
}

static void call_product(const ab_kernels *k, ab_dtype t, size_t m, size_t n, size_t depth) {
  const void *x = numbers(t, m * depth), *y = numbers(t, depth * n), *bias = numbers(t, n);
  void *c = numbers(t, m * n), *workspace = NULL;
  const size_t bytes = (ab_product_workspace(t, m, n, depth) + 63) / 64 * 64;
  workspace = aligned_alloc(64, bytes);
  for (int way = 0; way < 4; way++) {
    const ab_matrix a = {x, way & 1 ? 1 : (ptrdiff_t)depth, way & 1 ? (ptrdiff_t)m : 1};
    const ab_matrix b = {y, way & 2 ? 1 : (ptrdiff_t)n, way & 2 ? (ptrdiff_t)depth : 1};
    k->product(t, m, n, depth, a, b, way ? bias : NULL, c, (ptrdiff_t)n, workspace);
  }
  const ptrdiff_t row = (ptrdiff_t)depth;
  k->dots(t, m, n, depth, x, row, y, row, bias, c, (ptrdiff_t)n);
  free(workspace);
  if (t == ab_f32 && ab_tiles_ready()) {
    void *tiles = aligned_alloc(64, ab_tiles_workspace(n));
    const ab_matrix a = {x, row, 1}, b = {y, (ptrdiff_t)n, 1}, turned = {y, 1, row};
    ab_tiles_product(m, n, depth, a, b, bias, c, (ptrdiff_t)n, tiles);
    ab_tiles_product(m, n, depth, a, turned, NULL, c, (ptrdiff_t)n, tiles);
    free(tiles);
  }
  release();
}

static void call_level(const ab_kernels *k) {
  static const size_t sizes[][3] = {{1, 1, 1},  {3, 5, 7},    {12, 32, 16}, {13, 33, 17},
                                    {2, 7, 70}, {9, 40, 300}, {65, 3, 9},   {4, 300, 65},
                                    {1, 50, 64}, {70, 1, 129}, {26, 70, 5},  {200, 1030, 2}};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    const size_t m = sizes[s][0], n = sizes[s][1], depth = sizes[s][2];
    for (ab_dtype t = ab_f32; t <= ab_f64; t++) {
      call_elementwise(k, t, m * n);
      call_losses(k, t, m, n);
      call_product(k, t, m, n, depth);
    }
    for (int t = 0; t < types; t++) {
      call_pairs(k, (ab_dtype)t, (ptrdiff_t)m, (ptrdiff_t)n);
      call_sums(k, (ab_dtype)t, m, n, 1);
      call_sums(k, (ab_dtype)t, 1, m, n);
    }
  }
}

static void call_movement(ab_dtype t, ptrdiff_t m, ptrdiff_t n) {
  const size_t count = (size_t)(m * n), size = ab_size(t);
  const ptrdiff_t shape[] = {m, n}, flat[] = {n, 1}, turned[] = {1, m};
  void *x = numbers(t, count), *y = numbers(t, count);
  uint8_t *truth = numbers(ab_bool, count);
  ab_copy(size, 2, shape, x, flat, y, flat);
  ab_copy(size, 2, shape, x, turned, y, flat);
  ab_copy(size, 2, shape, x, flat, y, turned);
  for (int to = 0; to < types; to++) ab_cast(t, x, (ab_dtype)to, numbers((ab_dtype)to, count), count);
  ab_fill(size, x, y, count);
  ab_select(size, truth, x, y, numbers(t, count), count);
  int64_t *rows = indices((size_t)m, m), *place = numbers(ab_i64, (size_t)m);
  ab_gather_rows((size_t)n * size, x, rows, y, (size_t)m);
  ab_scatter_rows(t, true, x, rows, y, (size_t)m, (size_t)n);
  ab_scatter_rows(t, false, x, rows, y, (size_t)m, (size_t)n);
  ab_places(1, shape, flat + 1, rows, m, n, place);
  ab_cumulative_sum(t, x, y, 1, (size_t)m, (size_t)n);
  for (int op = 0; op <= ab_unary_trunc; op++)
    ab_unary_integer(t, (ab_unary)op, x, y, count, -2, INT64_MAX);
  release();
}

int main(void) {
  for (int level = ab_level_base; level <= ab_level_avx512; level++) {
    const ab_kernels *kernels = ab_kernels_at((ab_level)level);
    if (!kernels) continue;
    call_level(kernels);
    printf("%s: every kernel called\n", kernels->name);
  }
  for (int t = 0; t < types; t++)
    for (ptrdiff_t n = 1; n < 40; n += 3) call_movement((ab_dtype)t, n, 41 - n);
  return 0;
}
