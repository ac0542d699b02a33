// The fused logistic loss for the float type T.

static double NAME(logistic_loss)(
  const T *x, const T *y, const T *weight, T *terms, size_t count, const T *positive,
  size_t classes) {
  double sums[8] = {0};
  for (size_t i = 0; i < count; i++) {
    const double boost = positive ? (double)positive[i % classes] : 1;
    const double plus = ab_softplus_core((double)x[i]), t = y[i];
    // -t·p·log σ(x) - (1 - t)·log(1 - σ(x)), where -log σ(x) = softplus(x) - x.
    double term = (1 - t) * plus + t * boost * (plus - x[i]);
    if (weight) term *= (double)weight[i];
    if (terms) terms[i] = (T)term;
    sums[i % 8] += term;
  }
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
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
