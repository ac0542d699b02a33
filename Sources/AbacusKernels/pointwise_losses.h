// Losses of one number against another, for the float type T.

#define AB_CASE(name, value, by_x, by_y) \
  case ab_loss_##name: \
    for (size_t i = 0; i < count; i++) { \
      const T x = xs[i], y = ys[i]; \
      const double term = (double)(value) * (weight ? (double)weight[i] : 1); \
      if (terms) terms[i] = (T)term; \
      sum += term; \
    } \
    return sum;

AB_INLINE double NAME(pointwise_loss)(
  ab_loss loss, const T *xs, const T *ys, const T *weight, T *terms, size_t count,
  AB_UNUSED const T a) {
  double sum = 0;
  switch (loss) { AB_LOSSES(AB_CASE) }
  return sum;
}
#undef AB_CASE

#define AB_CASE(name, value, by_x, by_y) \
  case ab_loss_##name: \
    for (size_t i = 0; i < count; i++) { \
      const T x = xs[i], y = ys[i]; \
      const T slope = by_target ? (T)(by_y) : (T)(by_x); \
      out[i] = g[i * step_g] * scale * slope * (weight ? weight[i] : 1); \
    } \
    return;

AB_INLINE void NAME(pointwise_loss_backward)(
  ab_loss loss, const T *g, size_t step_g, const T scale, const T *xs, const T *ys,
  const T *weight, T *out, size_t count, AB_UNUSED const T a, bool by_target) {
  switch (loss) { AB_LOSSES(AB_CASE) }
}
#undef AB_CASE
