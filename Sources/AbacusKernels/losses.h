// The fused logistic loss for the float type T.

/// -t log σ(x) - (1 - t) log(1 - σ(x)), where -log σ(x) = softplus(x) - x.
AB_INLINE double NAME(logistic_term)(T x, T t) {
  return ab_softplus_core((double)x) - (double)x * (double)t;
}

/// Without weights and terms, by blocks of which every element is computed beside the others.
AB_INLINE double NAME(logistic_sum)(const T *x, const T *y, size_t count) {
  double sums[64] = {0}, sum = 0;
  size_t i = 0;
  for (; i + 64 <= count; i += 64) {
    double terms[64];
    AB_VECTORIZED
    for (size_t k = 0; k < 64; k++) terms[k] = NAME(logistic_term)(x[i + k], y[i + k]);
    for (size_t k = 0; k < 64; k++) sums[k] += terms[k];
  }
  for (; i < count; i++) sums[i % 64] += NAME(logistic_term)(x[i], y[i]);
  for (size_t k = 0; k < 64; k++) sum += sums[k];
  return sum;
}

static double NAME(logistic_loss)(
  const T *x, const T *y, const T *weight, T *terms, size_t count, const T *positive,
  size_t classes) {
  if (!weight && !terms && !positive) return NAME(logistic_sum)(x, y, count);
  double sum = 0;
  for (size_t i = 0; i < count; i++) {
    const double boost = positive ? (double)positive[i % classes] : 1;
    const double plus = ab_softplus_core((double)x[i]), t = y[i];
    double term = (1 - t) * plus + t * boost * (plus - x[i]);
    if (weight) term *= (double)weight[i];
    if (terms) terms[i] = (T)term;
    sum += term;
  }
  return sum;
}

static void NAME(logistic_loss_backward)(
  const T *g, size_t step_g, double scale, const T *x, const T *y, const T *weight, T *out,
  size_t count, const T *positive, size_t classes) {
  if (!weight && !positive && step_g == 0) {
    const double factor = (double)g[0] * scale;
    for (size_t i = 0; i < count; i++)
      out[i] = (T)((1 / (1 + ab_exp_core(-(double)x[i])) - y[i]) * factor);
    return;
  }
  for (size_t i = 0; i < count; i++) {
    const double p = 1 / (1 + ab_exp_core(-(double)x[i])), t = y[i];
    const double boost = positive ? (double)positive[i % classes] : 1;
    const double slope = (1 - t) * p + t * boost * (p - 1);
    out[i] = (T)((double)g[i * step_g] * scale * slope * (weight ? (double)weight[i] : 1));
  }
}

/// The loss of one row of log-probabilities whose class is `label`.
AB_INLINE double NAME(class_loss)(
  const T *logs, int64_t label, const T *weight, size_t classes, double smoothing) {
  const double own = -(double)logs[label] * (weight ? (double)weight[label] : 1);
  if (smoothing == 0) return own;
  double all = 0;
  for (size_t c = 0; c < classes; c++) all -= (double)logs[c] * (weight ? (double)weight[c] : 1);
  return (1 - smoothing) * own + smoothing / (double)classes * all;
}

static double NAME(class_losses)(
  const T *logs, const int64_t *labels, int64_t ignored, const T *weight, double smoothing,
  T *terms, double *total, size_t rows, size_t classes) {
  double sum = 0, weights = 0;
  for (size_t r = 0; r < rows; r++, logs += classes) {
    const bool counts = labels[r] != ignored;
    const double term =
      counts ? NAME(class_loss)(logs, labels[r], weight, classes, smoothing) : 0;
    if (counts) weights += weight ? (double)weight[labels[r]] : 1;
    if (terms) terms[r] = (T)term;
    sum += term;
  }
  *total = weights;
  return sum;
}

static void NAME(class_losses_backward)(
  const T *g, size_t step_g, double scale, const T *logs, const int64_t *labels, int64_t ignored,
  const T *weight, double smoothing, T *out, size_t rows, size_t classes) {
  double all = (double)classes;
  if (weight) all = NAME(row_sum)(weight, classes);
  const double even = smoothing / (double)classes;
  for (size_t i = 0; i < rows * classes; i++) out[i] = EXP(logs[i]);
  for (size_t r = 0; r < rows; r++, out += classes) {
    const int64_t label = labels[r];
    if (label == ignored) {
      memset(out, 0, classes * sizeof(T));
      continue;
    }
    const double own = (1 - smoothing) * (weight ? (double)weight[label] : 1);
    const double factor = (double)g[r * step_g] * scale, mass = own + even * all;
    for (size_t c = 0; c < classes; c++) out[c] = (T)((double)out[c] * mass * factor);
    if (smoothing != 0)
      for (size_t c = 0; c < classes; c++)
        out[c] -= (T)(even * (weight ? (double)weight[c] : 1) * factor);
    out[label] -= (T)(own * factor);
  }
}
