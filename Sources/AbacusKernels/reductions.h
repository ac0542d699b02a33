// Reductions and row kernels for the float type T.

/// Adds up a row in double, in eight interleaved sums.
AB_INLINE double NAME(row_sum)(const T *x, size_t count) {
  double sums[8] = {0};
  size_t i = 0;
  for (; i + 8 <= count; i += 8)
    for (size_t k = 0; k < 8; k++) sums[k] += (double)x[i + k];
  for (; i < count; i++) sums[i % 8] += (double)x[i];
  return ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]));
}

/// y[i] = scale · Σⱼ x[j, i], by bands of columns whose sums stay in registers.
AB_INLINE void NAME(column_sums)(
  const T *x, T *y, size_t count, size_t inner, double scale) {
  for (size_t start = 0; start < inner; start += 32) {
    const size_t width = inner - start < 32 ? inner - start : 32;
    double sums[32] = {0};
    if (width == 32)
      for (size_t j = 0; j < count; j++)
        for (size_t i = 0; i < 32; i++) sums[i] += (double)x[j * inner + start + i];
    else
      for (size_t j = 0; j < count; j++)
        for (size_t i = 0; i < width; i++) sums[i] += (double)x[j * inner + start + i];
    for (size_t i = 0; i < width; i++) y[start + i] = (T)(sums[i] * scale);
  }
}

static void NAME(sum)(
  const T *x, T *y, size_t outer, size_t count, size_t inner, double scale) {
  for (size_t o = 0; o < outer; o++, x += count * inner, y += inner) {
    if (inner == 1) y[0] = (T)(NAME(row_sum)(x, count) * scale);
    else NAME(column_sums)(x, y, count, inner, scale);
  }
}

static void NAME(product_of)(const T *x, T *y, size_t outer, size_t count, size_t inner) {
  for (size_t o = 0; o < outer; o++)
    for (size_t i = 0; i < inner; i++) {
      double result = 1;
      for (size_t j = 0; j < count; j++) result *= (double)x[(o * count + j) * inner + i];
      y[o * inner + i] = (T)result;
    }
}

/// The largest (sign 1) or smallest (sign -1) elements; a NaN wins over everything.
static void NAME(extremes)(
  const T *x, T *y, int64_t *at, size_t outer, size_t count, size_t inner, const T sign) {
  for (size_t o = 0; o < outer; o++)
    for (size_t i = 0; i < inner; i++) {
      const T *column = x + o * count * inner + i;
      T best = column[0];
      int64_t where = 0;
      for (size_t j = 1; j < count && best == best; j++) {
        const T value = column[j * inner];
        if (value * sign > best * sign || value != value) best = value, where = (int64_t)j;
      }
      if (at) at[o * inner + i] = where;
      else y[o * inner + i] = best;
    }
}

static void NAME(reduce)(
  ab_reduction op, const T *x, void *y, size_t outer, size_t count, size_t inner, double scale) {
  switch (op) {
  case ab_reduce_sum: NAME(sum)(x, y, outer, count, inner, scale); return;
  case ab_reduce_prod: NAME(product_of)(x, y, outer, count, inner); return;
  case ab_reduce_max: NAME(extremes)(x, y, NULL, outer, count, inner, 1); return;
  case ab_reduce_min: NAME(extremes)(x, y, NULL, outer, count, inner, -1); return;
  case ab_reduce_argmax: NAME(extremes)(x, NULL, y, outer, count, inner, 1); return;
  case ab_reduce_argmin: NAME(extremes)(x, NULL, y, outer, count, inner, -1); return;
  }
}

static void NAME(variance)(
  const T *x, T *y, size_t outer, size_t count, size_t inner, double correction) {
  for (size_t o = 0; o < outer; o++)
    for (size_t i = 0; i < inner; i++) {
      const T *column = x + o * count * inner + i;
      double mean = 0, squares = 0;
      for (size_t j = 0; j < count; j++) mean += (double)column[j * inner];
      mean /= (double)count;
      for (size_t j = 0; j < count; j++) {
        const double d = (double)column[j * inner] - mean;
        squares += d * d;
      }
      const double freedom = (double)count - correction;
      y[o * inner + i] = (T)(squares / (freedom > 0 ? freedom : 0));
    }
}

AB_INLINE T NAME(row_max)(const T *x, size_t count) {
  T best = x[0];
  for (size_t i = 1; i < count; i++) best = x[i] > best ? x[i] : best;
  return best;
}

static void NAME(rows)(ab_rows op, const T *x, T *y, size_t rows, size_t count) {
  for (size_t r = 0; r < rows; r++, x += count) {
    const T top = NAME(row_max)(x, count);
    const T shift = top > -INFINITY && top < INFINITY ? top : 0;
    double sum = 0;
    if (op == ab_rows_softmax) {
      for (size_t i = 0; i < count; i++) y[i] = EXP(x[i] - shift);
      sum = 1 / NAME(row_sum)(y, count);
      for (size_t i = 0; i < count; i++) y[i] = (T)(y[i] * sum);
      y += count;
      continue;
    }
    for (size_t i = 0; i < count; i++) sum += (double)EXP(x[i] - shift);
    const double total = log(sum);
    if (op == ab_rows_logsumexp) {
      *y++ = (T)(total + shift);
      continue;
    }
    for (size_t i = 0; i < count; i++) y[i] = (T)((double)(x[i] - shift) - total);
    y += count;
  }
}

/// softmax: y (g - Σ g y); log-softmax: g - e^y Σ g.
static void NAME(rows_backward)(
  ab_rows op, const T *g, const T *y, T *out, size_t rows, size_t count) {
  for (size_t r = 0; r < rows; r++, g += count, y += count, out += count) {
    double sum = 0;
    if (op == ab_rows_softmax) {
      for (size_t i = 0; i < count; i++) sum += (double)g[i] * (double)y[i];
      for (size_t i = 0; i < count; i++) out[i] = (T)(y[i] * (g[i] - sum));
    } else {
      sum = NAME(row_sum)(g, count);
      for (size_t i = 0; i < count; i++) out[i] = (T)(g[i] - EXP(y[i]) * sum);
    }
  }
}
