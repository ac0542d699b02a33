// Elementwise kernels for the float type T.

#define AB_CASE(name, forward, gradient) \
  case ab_unary_##name: \
    for (size_t i = 0; i < count; i++) { \
      const T x = in[i]; \
      out[i] = (T)(forward); \
    } \
    return;

AB_INLINE void NAME(unary)(
  ab_unary op, const T *in, T *out, size_t count, const T a, const T b) {
  switch (op) { AB_UNARY_OPERATORS(AB_CASE) }
}
#undef AB_CASE

#define AB_CASE(name, forward, gradient) \
  case ab_unary_##name: \
    for (size_t i = 0; i < count; i++) { \
      AB_UNUSED const T g = gs[i], x = xs[i], y = ys[i]; \
      out[i] = (T)(gradient); \
    } \
    return;

AB_INLINE void NAME(unary_backward)(
  ab_unary op, const T *gs, const T *xs, const T *ys, T *out, size_t count, AB_UNUSED const T a,
  AB_UNUSED const T b) {
  if (!xs) xs = gs;
  if (!ys) ys = gs;
  switch (op) { AB_UNARY_OPERATORS(AB_CASE) }
}
#undef AB_CASE

// Rows of two operands, each of which steps by 1, by 0 or by anything else.
#define AB_ROW(out_t, formula) \
  if (step_a == 1 && step_b == 1) { \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T a = as[i], b = bs[i]; \
      out[i] = (out_t)(formula); \
    } \
  } else if (step_a == 1 && step_b == 0) { \
    const T b = bs[0]; \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T a = as[i]; \
      out[i] = (out_t)(formula); \
    } \
  } else if (step_a == 0 && step_b == 1) { \
    const T a = as[0]; \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T b = bs[i]; \
      out[i] = (out_t)(formula); \
    } \
  } else { \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T a = as[i * step_a], b = bs[i * step_b]; \
      out[i] = (out_t)(formula); \
    } \
  } \
  return;

#define AB_CASE(name, formula, integer) \
  case ab_binary_##name: AB_ROW(T, formula)

static void NAME(binary_row)(
  ab_binary op, const T *as, ptrdiff_t step_a, const T *bs, ptrdiff_t step_b, T *out,
  ptrdiff_t count) {
  switch (op) { AB_BINARY_OPERATORS(AB_CASE) }
}
#undef AB_CASE

#define AB_CASE(name, formula) \
  case ab_compare_##name: AB_ROW(uint8_t, formula)

static void NAME(compare_row)(
  ab_compare op, const T *as, ptrdiff_t step_a, const T *bs, ptrdiff_t step_b, uint8_t *out,
  ptrdiff_t count) {
  switch (op) { AB_COMPARE_OPERATORS(AB_CASE) }
}
#undef AB_CASE
#undef AB_ROW

AB_INLINE void NAME(descend)(
  T *restrict p, const T *restrict g, size_t count, const T rate, const T decay) {
  if (decay == 0)
    for (size_t i = 0; i < count; i++) p[i] -= rate * g[i];
  else
    for (size_t i = 0; i < count; i++) p[i] -= rate * (g[i] + decay * p[i]);
}

AB_INLINE void NAME(axpy)(const T a, const T *restrict x, T *restrict y, size_t count) {
  for (size_t i = 0; i < count; i++) y[i] += a * x[i];
}
