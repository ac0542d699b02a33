#pragma once
#include "ab_dtype.h"

// The kernels of the layers: convolution, pooling, normalization, recurrence and pointwise losses.

/// name, the loss of x against y, its derivative by x, its derivative by y; `a` is a parameter.
#define AB_LOSSES(X) \
  X(squared, (x - y) * (x - y), 2 * (x - y), 2 * (y - x)) \
  X(absolute, ABS(x - y), SIGN(x - y), SIGN(y - x)) \
  X(smooth, ABS(x - y) < a ? N(0.5) * (x - y) * (x - y) / a : ABS(x - y) - N(0.5) * a, \
    ABS(x - y) < a ? (x - y) / a : SIGN(x - y), ABS(x - y) < a ? (y - x) / a : SIGN(y - x)) \
  X(huber, ABS(x - y) < a ? N(0.5) * (x - y) * (x - y) : a * (ABS(x - y) - N(0.5) * a), \
    ABS(x - y) < a ? x - y : a * SIGN(x - y), ABS(x - y) < a ? y - x : a * SIGN(y - x)) \
  X(binary, -(y * FN(fmax)(LOG(x), -100) + (1 - y) * FN(fmax)(FN(log1p)(-x), -100)), \
    (x - y) / FN(fmax)((1 - x) * x, N(1e-12)), \
    FN(fmax)(FN(log1p)(-x), -100) - FN(fmax)(LOG(x), -100)) \
  X(divergence, y == 0 ? N(0) : y * (LOG(y) - x), -y, LOG(y) + 1 - x) \
  X(log_divergence, EXP(y) * (y - x), -EXP(y), EXP(y) * (y - x + 1))

#define AB_ENUMERATOR_LOSS(name, ...) ab_loss_##name,

/// Losses of one number against another.
typedef enum ab_loss { AB_LOSSES(AB_ENUMERATOR_LOSS) } ab_loss;

/// One image of a convolution, `rows` × `columns` windows over `height` × `width` pixels, for each
/// of `groups` that take `channels` planes to `filters` planes. Windows are copied out `tile` rows
/// of them at a time.
typedef struct ab_convolution {
  ptrdiff_t groups, channels, filters;
  ptrdiff_t height, width, rows, columns;
  ptrdiff_t kernel[2], stride[2], padding[2], dilation[2];
  ptrdiff_t tile;
} ab_convolution;

/// The windows along one axis of a plane: window i takes start[i], start[i] + step, … below end[i],
/// and its mean divides by extent[i]. When `stride` is not 0 all windows are of equal length, one
/// every `stride`.
typedef struct ab_pool_axis {
  const int32_t *start, *end, *extent;
  ptrdiff_t count, size, step, stride;
} ab_pool_axis;

/// An array `outer` × `channels` × `inner`, of which the channels from `first` up to `last` count.
typedef struct ab_channels {
  size_t outer, channels, inner, first, last;
} ab_channels;

/// What a step of a recurrent layer does with its gates: one for the first two, four (input,
/// forget, cell, output) for `lstm`, three (reset, update, new) for `gru`.
typedef enum ab_cell { ab_cell_tanh, ab_cell_relu, ab_cell_lstm, ab_cell_gru } ab_cell;

/// One direction of a recurrent layer over `steps` × `batch` rows of `inputs`.
///
/// Sequences are columns here. Arrays called long have `stride` elements a row, of which column
/// t · batch + b belongs to step t of sequence b; states have `batch` elements a row.
typedef struct ab_recurrence {
  ab_cell cell;
  bool reversed;
  ptrdiff_t steps, batch, inputs, hidden, stride;
  /// How many sequences, from the first, have step t; null for all.
  const int64_t *active;
  /// [steps, batch, inputs].
  const void *x;
  /// [gates · hidden, inputs] and [gates · hidden, hidden]; biases [gates · hidden] or null.
  const void *weight_x, *weight_h, *bias_x, *bias_h;
  /// Long: the activated gates; the state before each step; tanh of the cell, or the part of a
  /// GRU's new gate that its reset gate scales.
  void *gates, *h_before, *c_before, *extra;
  /// [hidden, batch]: the state, changed from the first to the last.
  void *h, *c;
  /// [steps, batch, …]: `output_row` elements from one sequence to the next.
  void *output;
  ptrdiff_t output_row;
} ab_recurrence;

/// Where the gradients of an `ab_recurrence` come from and go to.
typedef struct ab_recurrence_gradients {
  /// That of the output, laid out as it is.
  const void *output;
  /// [hidden, batch]: those of the state, changed from the last to the first.
  void *h, *c;
  /// Long: those of the gates' two parts, which are one array except for `gru`.
  void *gates_x, *gates_h;
  /// Those of the operands; null where none is wanted.
  void *x, *weight_x, *weight_h, *bias_x, *bias_h;
} ab_recurrence_gradients;

/// The kernels of the layers at one level; float types only.
typedef struct ab_layer_kernels {
  /// out[filters, rows, columns] of one image, for the rows of windows from `first` up to `last`.
  void (*convolve)(
    ab_dtype, const ab_convolution *, const void *image, const void *weight, const void *bias,
    void *out, ptrdiff_t first, ptrdiff_t last, void *workspace);

  /// image = the gradient of one image, from that of its output.
  void (*convolve_input)(
    ab_dtype, const ab_convolution *, const void *g, const void *weight, void *image,
    void *workspace);

  /// weight[groups, channels · kernel, filters] += the gradient of the transposed weight.
  void (*convolve_weight)(
    ab_dtype, const ab_convolution *, const void *image, const void *g, void *weight,
    void *workspace);

  /// y = the greatest of each window (or its NaN), where = its place in the plane.
  void (*max_pool)(
    ab_dtype, const void *x, void *y, int32_t *where, size_t planes, const ab_pool_axis *down,
    const ab_pool_axis *across);

  /// out = 0, and then out[where] += g, for planes of `size` elements with `count` windows.
  void (*max_pool_backward)(
    ab_dtype, const void *g, const int32_t *where, void *out, size_t planes, size_t size,
    size_t count);

  /// y = the sum of each window divided by its extents.
  void (*mean_pool)(
    ab_dtype, const void *x, void *y, size_t planes, const ab_pool_axis *down,
    const ab_pool_axis *across);

  /// out = the gradient of `mean_pool`.
  void (*mean_pool_backward)(
    ab_dtype, const void *g, void *out, size_t planes, const ab_pool_axis *down,
    const ab_pool_axis *across);

  /// The mean and the variance (over n, not n - 1) of each channel, in double, in two passes.
  void (*channel_moments)(
    ab_dtype, const void *x, ab_channels, double *mean, double *variance);

  /// y = (x - centre) · scale + shift, channel by channel.
  void (*channel_scale)(
    ab_dtype, const void *x, void *y, ab_channels, const double *centre, const double *scale,
    const double *shift);

  /// Σ g and Σ g · (x - centre) of each channel; the second when `x` is not null.
  void (*channel_sums)(
    ab_dtype, const void *g, const void *x, ab_channels, const double *centre, double *sums,
    double *products);

  /// out = a · g + b · (x - centre) + c, channel by channel.
  void (*channel_combine)(
    ab_dtype, const void *g, const void *x, void *out, ab_channels, const double *centre,
    const double *a, const double *b, const double *c);

  /// y = (x - mean) · scale · weight + bias, row by row, with scale = 1/√(variance + epsilon).
  void (*row_normalize)(
    ab_dtype, const void *x, const void *weight, const void *bias, void *y, double *mean,
    double *scale, size_t rows, size_t count, double epsilon);

  /// out = the gradient of `x`; the sums for weight and bias are added to `weights` and `biases`.
  void (*row_normalize_backward)(
    ab_dtype, const void *g, const void *x, const void *weight, const double *mean,
    const double *scale, void *out, double *weights, double *biases, size_t rows, size_t count);

  /// Runs a recurrence; `workspace` has `ab_recurrence_workspace` bytes.
  void (*recur)(ab_dtype, const ab_recurrence *, void *workspace);

  /// Runs back through a recurrence that `recur` has been through.
  void (*recur_backward)(
    ab_dtype, const ab_recurrence *, const ab_recurrence_gradients *, void *workspace);

  /// Returns Σ wᵢ · loss(xᵢ, yᵢ; a); each term goes to `terms` when it is not null.
  double (*pointwise_loss)(
    ab_dtype, ab_loss, const void *x, const void *y, const void *weight, void *terms,
    size_t count, double a);

  /// out[i] = g[i · step_g] · scale · wᵢ · the derivative of the loss by x, or by y.
  void (*pointwise_loss_backward)(
    ab_dtype, ab_loss, const void *g, size_t step_g, double scale, const void *x, const void *y,
    const void *weight, void *out, size_t count, double a, bool by_target);
} ab_layer_kernels;

/// Returns the bytes of scratch memory that the convolution kernels need, at any level.
size_t ab_convolution_workspace(ab_dtype type, const ab_convolution *convolution);

/// Returns the bytes of scratch memory that the recurrence kernels need, at any level.
size_t ab_recurrence_workspace(ab_dtype type, const ab_recurrence *recurrence);
