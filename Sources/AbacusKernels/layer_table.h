// The layers' entries of the level's table: they choose the function for the element type.

#define AB_FLOATS(name, parameters, arguments) \
  static void ab_##name##_any parameters { \
    if (type == ab_f32) name##_f32 arguments; \
    else if (type == ab_f64) name##_f64 arguments; \
  }

AB_FLOATS(
  convolve,
  (ab_dtype type, const ab_convolution *c, const void *image, const void *weight,
   const void *bias, void *out, ptrdiff_t first, ptrdiff_t last, void *workspace),
  (c, image, weight, bias, out, first, last, workspace))
AB_FLOATS(
  convolve_input,
  (ab_dtype type, const ab_convolution *c, const void *g, const void *weight, void *image,
   void *workspace),
  (c, g, weight, image, workspace))
AB_FLOATS(
  convolve_weight,
  (ab_dtype type, const ab_convolution *c, const void *image, const void *g, void *weight,
   void *workspace),
  (c, image, g, weight, workspace))
AB_FLOATS(
  max_pool,
  (ab_dtype type, const void *x, void *y, int32_t *where, size_t planes, const ab_pool_axis *down,
   const ab_pool_axis *across),
  (x, y, where, planes, down, across))
AB_FLOATS(
  max_pool_backward,
  (ab_dtype type, const void *g, const int32_t *where, void *out, size_t planes, size_t size,
   size_t count),
  (g, where, out, planes, size, count))
AB_FLOATS(
  mean_pool,
  (ab_dtype type, const void *x, void *y, size_t planes, const ab_pool_axis *down,
   const ab_pool_axis *across),
  (x, y, planes, down, across))
AB_FLOATS(
  mean_pool_backward,
  (ab_dtype type, const void *g, void *out, size_t planes, const ab_pool_axis *down,
   const ab_pool_axis *across),
  (g, out, planes, down, across))
AB_FLOATS(
  channel_moments,
  (ab_dtype type, const void *x, ab_channels shape, double *mean, double *variance),
  (x, shape, mean, variance))
AB_FLOATS(
  channel_scale,
  (ab_dtype type, const void *x, void *y, ab_channels shape, const double *centre,
   const double *scale, const double *shift),
  (x, y, shape, centre, scale, shift))
AB_FLOATS(
  channel_sums,
  (ab_dtype type, const void *g, const void *x, ab_channels shape, const double *centre,
   double *sums, double *products),
  (g, x, shape, centre, sums, products))
AB_FLOATS(
  channel_combine,
  (ab_dtype type, const void *g, const void *x, void *out, ab_channels shape,
   const double *centre, const double *a, const double *b, const double *c),
  (g, x, out, shape, centre, a, b, c))
AB_FLOATS(
  row_normalize,
  (ab_dtype type, const void *x, const void *weight, const void *bias, void *y, double *mean,
   double *scale, size_t rows, size_t count, double epsilon),
  (x, weight, bias, y, mean, scale, rows, count, epsilon))
AB_FLOATS(
  row_normalize_backward,
  (ab_dtype type, const void *g, const void *x, const void *weight, const double *mean,
   const double *scale, void *out, double *weights, double *biases, size_t rows, size_t count),
  (g, x, weight, mean, scale, out, weights, biases, rows, count))
AB_FLOATS(
  recur, (ab_dtype type, const ab_recurrence *r, void *workspace), (r, workspace))
AB_FLOATS(
  recur_backward,
  (ab_dtype type, const ab_recurrence *r, const ab_recurrence_gradients *d, void *workspace),
  (r, d, workspace))

static double ab_pointwise_loss_any(
  ab_dtype type, ab_loss loss, const void *x, const void *y, const void *weight, void *terms,
  size_t count, double a) {
  return type == ab_f32 ? pointwise_loss_f32(loss, x, y, weight, terms, count, (float)a)
                        : pointwise_loss_f64(loss, x, y, weight, terms, count, a);
}

static void ab_pointwise_loss_backward_any(
  ab_dtype type, ab_loss loss, const void *g, size_t step_g, double scale, const void *x,
  const void *y, const void *weight, void *out, size_t count, double a, bool by_target) {
  if (type == ab_f32)
    pointwise_loss_backward_f32(
      loss, g, step_g, (float)scale, x, y, weight, out, count, (float)a, by_target);
  else if (type == ab_f64)
    pointwise_loss_backward_f64(
      loss, g, step_g, scale, x, y, weight, out, count, a, by_target);
}

#undef AB_FLOATS

#define AB_LAYER_ENTRIES \
  { \
    .convolve = ab_convolve_any, .convolve_input = ab_convolve_input_any, \
    .convolve_weight = ab_convolve_weight_any, .max_pool = ab_max_pool_any, \
    .max_pool_backward = ab_max_pool_backward_any, .mean_pool = ab_mean_pool_any, \
    .mean_pool_backward = ab_mean_pool_backward_any, .channel_moments = ab_channel_moments_any, \
    .channel_scale = ab_channel_scale_any, .channel_sums = ab_channel_sums_any, \
    .channel_combine = ab_channel_combine_any, .row_normalize = ab_row_normalize_any, \
    .row_normalize_backward = ab_row_normalize_backward_any, .recur = ab_recur_any, \
    .recur_backward = ab_recur_backward_any, .pointwise_loss = ab_pointwise_loss_any, \
    .pointwise_loss_backward = ab_pointwise_loss_backward_any, \
  }
