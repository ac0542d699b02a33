// Normalization of channels and of rows, for the float type T. Sums are kept in double.

/// Does the given for each run of `inner` elements of channel `c`, whose first is `at`.
#define AB_EACH_RUN(...) \
  for (size_t o = 0; o < shape.outer; o++) \
    for (size_t c = shape.first; c < shape.last; c++) { \
      const size_t at = (o * shape.channels + c) * shape.inner; \
      __VA_ARGS__ \
    }

/// The sum of `count` terms by eight partial sums, so that it becomes vector code.
#define AB_SUM_OF(sum, count, term) \
  do { \
    double parts[8] = {0}; \
    size_t i = 0; \
    for (; i + 8 <= (count); i += 8) \
      for (size_t k = 0; k < 8; k++) parts[k] += term(i + k); \
    for (; i < (count); i++) parts[0] += term(i); \
    (sum) += ((parts[0] + parts[1]) + (parts[2] + parts[3])) \
      + ((parts[4] + parts[5]) + (parts[6] + parts[7])); \
  } while (0)

static void NAME(channel_moments)(
  const T *x, ab_channels shape, double *mean, double *variance) {
  const double count = (double)shape.outer * (double)shape.inner;
  for (size_t c = shape.first; c < shape.last; c++) mean[c] = variance[c] = 0;
#define AB_TERM(i) (double)run[i]
  AB_EACH_RUN({
    const T *run = x + at;
    AB_SUM_OF(mean[c], shape.inner, AB_TERM);
  })
#undef AB_TERM
  for (size_t c = shape.first; c < shape.last; c++) mean[c] /= count;
#define AB_TERM(i) ((double)run[i] - centre) * ((double)run[i] - centre)
  AB_EACH_RUN({
    const T *run = x + at;
    const double centre = mean[c];
    AB_SUM_OF(variance[c], shape.inner, AB_TERM);
  })
#undef AB_TERM
  for (size_t c = shape.first; c < shape.last; c++) variance[c] /= count;
}

static void NAME(channel_scale)(
  const T *x, T *y, ab_channels shape, const double *centre, const double *scale,
  const double *shift) {
  AB_EACH_RUN({
    const T middle = (T)centre[c], factor = (T)scale[c], summand = (T)shift[c];
    for (size_t i = at; i < at + shape.inner; i++) y[i] = (x[i] - middle) * factor + summand;
  })
}

static void NAME(channel_sums)(
  const T *g, const T *x, ab_channels shape, const double *centre, double *sums,
  double *products) {
  for (size_t c = shape.first; c < shape.last; c++) sums[c] = 0;
  for (size_t c = shape.first; x && c < shape.last; c++) products[c] = 0;
#define AB_TERM(i) (double)slopes[i]
  AB_EACH_RUN({
    const T *slopes = g + at;
    AB_SUM_OF(sums[c], shape.inner, AB_TERM);
  })
#undef AB_TERM
  if (!x) return;
#define AB_TERM(i) (double)slopes[i] * ((double)run[i] - middle)
  AB_EACH_RUN({
    const T *slopes = g + at;
    const T *run = x + at;
    const double middle = centre[c];
    AB_SUM_OF(products[c], shape.inner, AB_TERM);
  })
#undef AB_TERM
}

static void NAME(channel_combine)(
  const T *g, const T *x, T *out, ab_channels shape, const double *centre, const double *a,
  const double *b, const double *c_) {
  AB_EACH_RUN({
    const T middle = (T)centre[c], by_g = (T)a[c], by_x = (T)b[c], summand = (T)c_[c];
    for (size_t i = at; i < at + shape.inner; i++)
      out[i] = by_g * g[i] + by_x * (x[i] - middle) + summand;
  })
}

static void NAME(row_normalize)(
  const T *x, const T *weight, const T *bias, T *y, double *mean, double *scale, size_t rows,
  size_t count, double epsilon) {
  for (size_t r = 0; r < rows; r++, x += count, y += count) {
    double sum = 0, squares = 0;
#define AB_TERM(i) (double)x[i]
    AB_SUM_OF(sum, count, AB_TERM);
#undef AB_TERM
    const double centre = sum / (double)count;
#define AB_TERM(i) ((double)x[i] - centre) * ((double)x[i] - centre)
    AB_SUM_OF(squares, count, AB_TERM);
#undef AB_TERM
    mean[r] = centre;
    scale[r] = 1 / sqrt(squares / (double)count + epsilon);
    const T middle = (T)centre, factor = (T)scale[r];
    for (size_t i = 0; i < count; i++) y[i] = (x[i] - middle) * factor;
    for (size_t i = 0; weight && i < count; i++) y[i] *= weight[i];
    for (size_t i = 0; bias && i < count; i++) y[i] += bias[i];
  }
}

/// With h = (x - mean) · scale and the slopes s = g · weight, the gradient of a row is
/// scale · (s - mean(s) - h · mean(s · h)).
static void NAME(row_normalize_backward)(
  const T *g, const T *x, const T *weight, const double *mean, const double *scale, T *out,
  double *weights, double *biases, size_t rows, size_t count) {
  for (size_t r = 0; r < rows; r++, x += count, g += count, out += count) {
    const double centre = mean[r], factor = scale[r];
    double slopes = 0, products = 0;
#define AB_TERM(i) (double)g[i] * (weight ? (double)weight[i] : 1)
    AB_SUM_OF(slopes, count, AB_TERM);
#undef AB_TERM
#define AB_TERM(i) (double)g[i] * (weight ? (double)weight[i] : 1) * ((double)x[i] - centre)
    AB_SUM_OF(products, count, AB_TERM);
#undef AB_TERM
    const double even = slopes / (double)count;
    const double steep = products * factor * factor / (double)count;
    for (size_t i = 0; i < count; i++) {
      const double slope = (double)g[i], apart = (double)x[i] - centre;
      out[i] = (T)(factor * (slope * (weight ? (double)weight[i] : 1) - even - apart * steep));
      weights[i] += slope * apart * factor;
      biases[i] += slope;
    }
  }
}

#undef AB_EACH_RUN
#undef AB_SUM_OF
