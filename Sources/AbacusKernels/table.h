// The entries of the level's table: they choose the function for the element type.

#define AB_FOR_FLOATS(type, call_f32, call_f64) \
  do { \
    if ((type) == ab_f32) call_f32; \
    else if ((type) == ab_f64) call_f64; \
  } while (0)

static void ab_unary_any(
  ab_dtype type, ab_unary op, const void *x, void *y, size_t count, double a, double b) {
  AB_FOR_FLOATS(
    type, unary_f32(op, x, y, count, (float)a, (float)b), unary_f64(op, x, y, count, a, b));
}

static void ab_unary_backward_any(
  ab_dtype type, ab_unary op, const void *g, const void *x, const void *y, void *out,
  size_t count, double a, double b) {
  AB_FOR_FLOATS(
    type, unary_backward_f32(op, g, x, y, out, count, (float)a, (float)b),
    unary_backward_f64(op, g, x, y, out, count, a, b));
}

#define AB_EACH_TYPE(row, type) \
  switch (type) { \
  case ab_f32: row(f32, float); break; \
  case ab_f64: row(f64, double); break; \
  case ab_i64: row(i64, int64_t); break; \
  case ab_i32: row(i32, int32_t); break; \
  case ab_i8: row(i8, int8_t); break; \
  case ab_u8: row(u8, uint8_t); break; \
  case ab_bool: row(bool, bool); break; \
  }

#define AB_WALK_ROWS(kernel, suffix, element, result) \
  do { \
    kernel##_##suffix( \
      op, (const element *)a + offset[0], walk.step[0], (const element *)b + offset[1], \
      walk.step[1], (result *)out + done, walk.count); \
    done += walk.count; \
  } while (ab_walk_next(&walk, 2, counter, offset))

static void ab_binary_any(
  ab_dtype type, ab_binary op, const void *a, const void *b, void *out, int rank,
  const ptrdiff_t *shape, const ptrdiff_t *strides_a, const ptrdiff_t *strides_b) {
  const ptrdiff_t *const strides[] = {strides_a, strides_b};
  const ab_walk walk = ab_walk_over(rank, shape, 2, strides);
  ptrdiff_t counter[AB_MAX_RANK] = {0}, offset[2] = {0}, done = 0;
#define AB_ROW(suffix, element) AB_WALK_ROWS(binary_row, suffix, element, element)
  AB_EACH_TYPE(AB_ROW, type)
#undef AB_ROW
}

static void ab_compare_any(
  ab_dtype type, ab_compare op, const void *a, const void *b, uint8_t *out, int rank,
  const ptrdiff_t *shape, const ptrdiff_t *strides_a, const ptrdiff_t *strides_b) {
  const ptrdiff_t *const strides[] = {strides_a, strides_b};
  const ab_walk walk = ab_walk_over(rank, shape, 2, strides);
  ptrdiff_t counter[AB_MAX_RANK] = {0}, offset[2] = {0}, done = 0;
#define AB_ROW(suffix, element) AB_WALK_ROWS(compare_row, suffix, element, uint8_t)
  AB_EACH_TYPE(AB_ROW, type)
#undef AB_ROW
}

/// The reductions of integers; sums and products wrap.
static void ab_reduce_i64(
  ab_reduction op, const int64_t *x, int64_t *y, size_t outer, size_t count, size_t inner) {
  const bool least = op == ab_reduce_min || op == ab_reduce_argmin;
  for (size_t o = 0; o < outer; o++)
    for (size_t i = 0; i < inner; i++) {
      const int64_t *column = x + o * count * inner + i;
      uint64_t folded = op == ab_reduce_prod;
      size_t where = 0;
      for (size_t j = 0; j < count; j++) {
        const int64_t value = column[j * inner], best = column[where * inner];
        if (least ? value < best : value > best) where = j;
        folded = op == ab_reduce_prod ? folded * (uint64_t)value : folded + (uint64_t)value;
      }
      const bool fold = op == ab_reduce_sum || op == ab_reduce_prod;
      const bool arg = op == ab_reduce_argmax || op == ab_reduce_argmin;
      y[o * inner + i] =
        fold ? (int64_t)folded : arg ? (int64_t)where : column[where * inner];
    }
}

static void ab_reduce_any(
  ab_dtype type, ab_reduction op, const void *x, void *y, size_t outer, size_t count,
  size_t inner, double divisor) {
  if (type == ab_i64) ab_reduce_i64(op, x, y, outer, count, inner);
  else
    AB_FOR_FLOATS(
      type, reduce_f32(op, x, y, outer, count, inner, divisor),
      reduce_f64(op, x, y, outer, count, inner, divisor));
}

static void ab_column_sums_any(
  ab_dtype type, const void *x, double *y, size_t count, size_t inner) {
  AB_FOR_FLOATS(
    type, partial_sums_f32(x, y, count, inner), partial_sums_f64(x, y, count, inner));
}

static void ab_variance_any(
  ab_dtype type, const void *x, void *y, size_t outer, size_t count, size_t inner,
  double correction) {
  AB_FOR_FLOATS(
    type, variance_f32(x, y, outer, count, inner, correction),
    variance_f64(x, y, outer, count, inner, correction));
}

static void ab_rows_any(
  ab_dtype type, ab_rows op, const void *x, void *y, size_t rows, size_t count) {
  AB_FOR_FLOATS(type, rows_f32(op, x, y, rows, count), rows_f64(op, x, y, rows, count));
}

static void ab_rows_backward_any(
  ab_dtype type, ab_rows op, const void *g, const void *y, void *out, size_t rows, size_t count) {
  AB_FOR_FLOATS(
    type, rows_backward_f32(op, g, y, out, rows, count),
    rows_backward_f64(op, g, y, out, rows, count));
}

static void ab_product_any(
  ab_dtype type, size_t m, size_t n, size_t k, ab_matrix a, ab_matrix b, const void *bias, void *c,
  ptrdiff_t row_c, void *workspace) {
  AB_FOR_FLOATS(
    type, product_f32(m, n, k, a, b, bias, c, row_c, workspace),
    product_f64(m, n, k, a, b, bias, c, row_c, workspace));
}

static void ab_dots_any(
  ab_dtype type, size_t m, size_t n, size_t k, const void *a, ptrdiff_t row_a, const void *b,
  ptrdiff_t row_b, const void *bias, void *c, ptrdiff_t row_c) {
  const ptrdiff_t rows = (ptrdiff_t)m, columns = (ptrdiff_t)n, depth = (ptrdiff_t)k;
  AB_FOR_FLOATS(
    type, dots_f32(rows, columns, depth, a, row_a, b, row_b, bias, c, row_c),
    dots_f64(rows, columns, depth, a, row_a, b, row_b, bias, c, row_c));
}

static double ab_logistic_loss_any(
  ab_dtype type, const void *x, const void *y, const void *weight, void *terms, size_t count,
  const void *positive, size_t classes) {
  return type == ab_f32 ? logistic_loss_f32(x, y, weight, terms, count, positive, classes)
                        : logistic_loss_f64(x, y, weight, terms, count, positive, classes);
}

static void ab_logistic_loss_backward_any(
  ab_dtype type, const void *g, size_t step_g, double scale, const void *x, const void *y,
  const void *weight, void *out, size_t count, const void *positive, size_t classes) {
  AB_FOR_FLOATS(
    type,
    logistic_loss_backward_f32(g, step_g, scale, x, y, weight, out, count, positive, classes),
    logistic_loss_backward_f64(g, step_g, scale, x, y, weight, out, count, positive, classes));
}

static double ab_class_losses_any(
  ab_dtype type, const void *logs, const int64_t *labels, int64_t ignored, const void *weight,
  double smoothing, void *terms, double *total, size_t rows, size_t classes) {
  return type == ab_f32
    ? class_losses_f32(logs, labels, ignored, weight, smoothing, terms, total, rows, classes)
    : class_losses_f64(logs, labels, ignored, weight, smoothing, terms, total, rows, classes);
}

static void ab_class_losses_backward_any(
  ab_dtype type, const void *g, size_t step_g, double scale, const void *logs,
  const int64_t *labels, int64_t ignored, const void *weight, double smoothing, void *out,
  size_t rows, size_t classes) {
  AB_FOR_FLOATS(
    type,
    class_losses_backward_f32(
      g, step_g, scale, logs, labels, ignored, weight, smoothing, out, rows, classes),
    class_losses_backward_f64(
      g, step_g, scale, logs, labels, ignored, weight, smoothing, out, rows, classes));
}

static void ab_descend_any(
  ab_dtype type, void *p, const void *g, size_t count, double rate, double decay) {
  AB_FOR_FLOATS(
    type, descend_f32(p, g, count, (float)rate, (float)decay),
    descend_f64(p, g, count, rate, decay));
}

static void ab_step_any(
  ab_dtype type, ab_step_rule rule, const ab_step *step, void *p, const void *g, void *first,
  void *second, void *third, size_t count) {
  AB_FOR_FLOATS(
    type, step_f32(rule, step, p, g, first, second, third, count),
    step_f64(rule, step, p, g, first, second, third, count));
}

static void ab_axpy_any(ab_dtype type, double a, const void *x, void *y, size_t count) {
  AB_FOR_FLOATS(type, axpy_f32((float)a, x, y, count), axpy_f64(a, x, y, count));
}

#include "layer_table.h"

const ab_kernels AB_TABLE = {
  .name = AB_NAME,
  .unary = ab_unary_any,
  .unary_backward = ab_unary_backward_any,
  .binary = ab_binary_any,
  .compare = ab_compare_any,
  .reduce = ab_reduce_any,
  .column_sums = ab_column_sums_any,
  .variance = ab_variance_any,
  .rows = ab_rows_any,
  .rows_backward = ab_rows_backward_any,
  .product = ab_product_any,
  .dots = ab_dots_any,
  .logistic_loss = ab_logistic_loss_any,
  .logistic_loss_backward = ab_logistic_loss_backward_any,
  .class_losses = ab_class_losses_any,
  .class_losses_backward = ab_class_losses_backward_any,
  .descend = ab_descend_any,
  .step = ab_step_any,
  .axpy = ab_axpy_any,
  .layers = AB_LAYER_ENTRIES,
};
