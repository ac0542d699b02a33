#pragma once
#include "ab_dtype.h"
#include "ab_layers.h"
#include "ab_operators.h"
#include "ab_threads.h"

#define AB_ENUMERATOR_UNARY(name, ...) ab_unary_##name,
#define AB_ENUMERATOR_BINARY(name, ...) ab_binary_##name,
#define AB_ENUMERATOR_COMPARE(name, ...) ab_compare_##name,

/// Functions of one element.
typedef enum ab_unary { AB_UNARY_OPERATORS(AB_ENUMERATOR_UNARY) } ab_unary;

/// Functions of two elements, with a result of the same type.
typedef enum ab_binary { AB_BINARY_OPERATORS(AB_ENUMERATOR_BINARY) } ab_binary;

/// Questions about two elements, with a `bool` result.
typedef enum ab_compare { AB_COMPARE_OPERATORS(AB_ENUMERATOR_COMPARE) } ab_compare;

/// Ways of making one element of many.
typedef enum ab_reduction {
  ab_reduce_sum,
  ab_reduce_prod,
  ab_reduce_max,
  ab_reduce_min,
  ab_reduce_argmax,
  ab_reduce_argmin,
} ab_reduction;

/// What is done with each row by `ab_kernels.rows`.
typedef enum ab_rows { ab_rows_softmax, ab_rows_log_softmax, ab_rows_logsumexp } ab_rows;

/// The most dimensions a tensor may have.
#define AB_MAX_RANK 32

/// A matrix in memory: element (i, j) is `data[i * row + j * column]`.
typedef struct ab_matrix {
  const void *data;
  ptrdiff_t row, column;
} ab_matrix;

/// How an optimizer moves a parameter; the formulas are in `optimizers.h`.
typedef enum ab_step_rule {
  ab_step_momentum,
  ab_step_adam,
  ab_step_rmsprop,
  ab_step_adagrad,
  ab_step_adadelta,
} ab_step_rule;

/// The numbers of a step; a rule ignores those that its formula lacks.
typedef struct ab_step {
  double rate;
  /// The gradient is multiplied by it: -1 to climb.
  double sign;
  /// How much of the parameter is added to the gradient.
  double decay;
  /// What is left of the parameter before the step.
  double shrink;
  /// How much of the running mean of gradients stays, and how much of a new one is added.
  double kept, share;
  /// The same for the running mean of their squares.
  double squares_kept, squares_share;
  /// What the root of that mean is divided by.
  double correction;
  double epsilon;
  /// Whether momentum looks ahead.
  bool nesterov;
} ab_step;

/// The kernels that are compiled once for each instruction set.
///
/// Floating-point ones take `ab_f32` or `ab_f64`; the others every type their comment names.
/// Outputs are contiguous and never overlap inputs, unless the comment says that they may.
typedef struct ab_kernels {
  const char *name;

  /// y[i] = op(x[i]; a, b). `y` may be `x`. Float types.
  void (*unary)(ab_dtype, ab_unary, const void *x, void *y, size_t count, double a, double b);

  /// out[i] = g[i] · op′(x[i], y[i]; a, b). `out` may be `g`; an unused operand may be null.
  void (*unary_backward)(
    ab_dtype, ab_unary, const void *g, const void *x, const void *y, void *out, size_t count,
    double a, double b);

  /// out = op(a, b) over `rank` dimensions; strides count elements and may be 0. Every type.
  /// `out` may be an operand that is contiguous.
  void (*binary)(
    ab_dtype, ab_binary, const void *a, const void *b, void *out, int rank,
    const ptrdiff_t *shape, const ptrdiff_t *strides_a, const ptrdiff_t *strides_b);

  /// The same for comparisons; `out` holds bytes that are 0 or 1. Every type.
  void (*compare)(
    ab_dtype, ab_compare, const void *a, const void *b, uint8_t *out, int rank,
    const ptrdiff_t *shape, const ptrdiff_t *strides_a, const ptrdiff_t *strides_b);

  /// y[o, i] = reduce over j of x[o, j, i]; sums are divided by `divisor`. Float types and i64.
  /// Sums of floats are kept in double. `y` of the arg reductions holds int64.
  void (*reduce)(
    ab_dtype, ab_reduction, const void *x, void *y, size_t outer, size_t count, size_t inner,
    double divisor);

  /// y[i] = Σⱼ x[j, i], for the pieces of a long sum. Float types.
  void (*column_sums)(ab_dtype, const void *x, double *y, size_t count, size_t inner);

  /// y[o, i] = Σⱼ (x[o, j, i] - mean)² / (count - correction), in two passes, in double.
  void (*variance)(
    ab_dtype, const void *x, void *y, size_t outer, size_t count, size_t inner,
    double correction);

  /// Softmax, log-softmax (y: rows × count) or logsumexp (y: rows) of each row.
  void (*rows)(ab_dtype, ab_rows, const void *x, void *y, size_t rows, size_t count);

  /// The gradient of softmax or log-softmax from its output `y`.
  void (*rows_backward)(
    ab_dtype, ab_rows, const void *g, const void *y, void *out, size_t rows, size_t count);

  /// c[m, n] = a[m, k] · b[k, n] (+ bias[n], when not null). Float types.
  /// `workspace` has at least `ab_product_workspace` bytes and is aligned to 64.
  void (*product)(
    ab_dtype, size_t m, size_t n, size_t k, ab_matrix a, ab_matrix b, const void *bias, void *c,
    ptrdiff_t row_c, void *workspace);

  /// c[m, n] = a[m, k] · b[n, k]ᵀ (+ bias[n], when not null), for rows of `a` and `b` without gaps.
  /// Float types. Faster than `product` when m or n is small and k is not.
  void (*dots)(
    ab_dtype, size_t m, size_t n, size_t k, const void *a, ptrdiff_t row_a, const void *b,
    ptrdiff_t row_b, const void *bias, void *c, ptrdiff_t row_c);

  /// Returns Σ wᵢ · (max(x, 0) - x·y + log(1 + e^-|x|)), where wᵢ = weight[i] or 1 and the terms of
  /// positive labels are scaled by `positive`. Each term goes to `terms` when it is not null.
  double (*logistic_loss)(
    ab_dtype, const void *x, const void *y, const void *weight, void *terms, size_t count,
    const void *positive, size_t classes);

  /// out[i] = g[i · step_g] · scale · ∂loss/∂x[i].
  void (*logistic_loss_backward)(
    ab_dtype, const void *g, size_t step_g, double scale, const void *x, const void *y,
    const void *weight, void *out, size_t count, const void *positive, size_t classes);

  /// Returns Σ over rows whose label is not `ignored` of -w·log p of the label, smoothed; puts Σ w
  /// into `total`, and the terms into `terms` when it is not null. `logs` are log-probabilities.
  double (*class_losses)(
    ab_dtype, const void *logs, const int64_t *labels, int64_t ignored, const void *weight,
    double smoothing, void *terms, double *total, size_t rows, size_t classes);

  /// out[r, c] = g[r · step_g] · scale · ∂(loss of row r)/∂x[r, c], where logs = log-softmax x.
  void (*class_losses_backward)(
    ab_dtype, const void *g, size_t step_g, double scale, const void *logs, const int64_t *labels,
    int64_t ignored, const void *weight, double smoothing, void *out, size_t rows, size_t classes);

  /// p -= rate · (g + decay · p). Float types.
  void (*descend)(ab_dtype, void *p, const void *g, size_t count, double rate, double decay);

  /// Moves `p` along its gradient. Float types. What is carried from step to step starts as zeros:
  /// `first` is a mean or velocity, `second` the mean of squares, `third` the largest such mean
  /// (adam, may be null), the mean (rmsprop, may be null, as may its velocity) or that of squared
  /// moves (adadelta). Those a rule doesn't have may be null.
  void (*step)(
    ab_dtype, ab_step_rule, const ab_step *step, void *p, const void *g, void *first, void *second,
    void *third, size_t count);

  /// y += a · x. Float types.
  void (*axpy)(ab_dtype, double a, const void *x, void *y, size_t count);

  /// Those of the layers.
  ab_layer_kernels layers;
} ab_kernels;

/// The instruction sets that kernels are compiled for, from least to most.
typedef enum ab_level { ab_level_base, ab_level_avx2, ab_level_avx512 } ab_level;

/// Returns the kernels of `level`, or null when this processor or this build cannot run them.
const ab_kernels *ab_kernels_at(ab_level level);

/// Returns the kernels of the highest level that this processor can run.
const ab_kernels *ab_kernels_best(void);

/// Returns the kernels of the level called "base", "avx2" or "avx512", or null as above.
const ab_kernels *ab_kernels_named(const char *name);

/// Returns the bytes of scratch memory that `ab_kernels.product` needs, at any level.
size_t ab_product_workspace(ab_dtype type, size_t m, size_t n, size_t k);

/// Returns whether this processor has a tile unit (AMX with bfloat16) that the process may use.
bool ab_tiles_ready(void);

/// Returns the bytes of scratch memory that `ab_tiles_product` needs.
size_t ab_tiles_workspace(size_t n);

/// c[m, n] = a[m, k] · b[k, n] (+ bias[n], when not null) of floats, on the tile unit, to the
/// precision of a float. Returns false, with `c` undefined, when a number has no exact parts for it:
/// when it is not finite, or not 0 and below 2⁻¹⁰⁰. Only when `ab_tiles_ready`.
bool ab_tiles_product(
  size_t m, size_t n, size_t k, ab_matrix a, ab_matrix b, const float *bias, float *c,
  ptrdiff_t row_c, void *workspace);

/// Returns the bytes of one element.
size_t ab_size(ab_dtype type);

/// Copies elements of `size` bytes between strided arrays; strides count elements, may be 0 in the
/// source, and may be negative.
void ab_copy(
  size_t size, int rank, const ptrdiff_t *shape, const void *source, const ptrdiff_t *from,
  void *target, const ptrdiff_t *to);

/// target[i] = source[i], converted. Floats become integers by dropping the fraction.
void ab_cast(ab_dtype from, const void *source, ab_dtype to, void *target, size_t count);

/// Sets `count` elements of `size` bytes to the one at `value`.
void ab_fill(size_t size, const void *value, void *target, size_t count);

/// out[i] = condition[i] ? a[i] : b[i], for elements of `size` bytes.
void ab_select(
  size_t size, const uint8_t *condition, const void *a, const void *b, void *out, size_t count);

/// A function of one element for integers and `bool`: neg, abs, sign, square, relu, clamp; the
/// rounding functions copy. Returns false for any other.
bool ab_unary_integer(
  ab_dtype type, ab_unary op, const void *x, void *y, size_t count, int64_t a, int64_t b);

/// target[index[i], :] = or += source[i, :], rows of `width` elements. Rows are taken in order, so
/// that of equal indices the last one wins.
void ab_scatter_rows(
  ab_dtype type, bool add, const void *source, const int64_t *index, void *target, size_t count,
  size_t width);

/// place[i] = the flat position in a contiguous source that element i of `index`, along one
/// dimension, means: Σ over the others of position · stride (0 for this dimension) + index · step.
/// Negative ones count from the end. Returns the number of places; less than the number of
/// elements when the next one is not within `extent`.
ptrdiff_t ab_places(
  int rank, const ptrdiff_t *shape, const ptrdiff_t *strides, const int64_t *index,
  ptrdiff_t extent, ptrdiff_t step, int64_t *place);

/// y[o, j, i] = Σ over k ≤ j of x[o, k, i], floats summed in double. Floats and int64.
void ab_cumulative_sum(
  ab_dtype type, const void *x, void *y, size_t outer, size_t count, size_t inner);

/// target[i, :] = source[index[i], :], rows of `bytes` bytes.
void ab_gather_rows(
  size_t bytes, const void *source, const int64_t *index, void *target, size_t count);

/// Whether operations on this thread record how to differentiate them; true at first.
bool ab_records_gradients(void);

/// Sets whether operations on this thread record, and returns what it was.
bool ab_set_records_gradients(bool on);
