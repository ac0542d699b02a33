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

/// sums[i] = Σⱼ x[j, i] of rows of at most 16 elements, as many of them at once as 32 lanes hold.
///
/// The lanes after the last whole row hold parts of rows that are added up later as well.
AB_INLINE void NAME(narrow_sums)(const T *x, double *sums, size_t count, size_t inner) {
  const size_t all = count * inner, period = 32 / inner * inner;
  double lanes[32] = {0};
  size_t at = 0;
  for (; at + 32 <= all; at += period)
    for (size_t i = 0; i < 32; i++) lanes[i] += (double)x[at + i];
  for (size_t i = 0; i < inner; i++) sums[i] = 0;
  for (size_t i = 0; i < period; i++) sums[i % inner] += lanes[i];
  for (size_t i = 0; at + i < all; i++) sums[i % inner] += (double)x[at + i];
}

/// sums[i] = Σⱼ x[j, i] of a band of at most 32 columns, which stay in registers.
AB_INLINE void NAME(band_sums)(
  const T *x, double *sums, size_t count, size_t inner, size_t width) {
  if (inner <= 16) return NAME(narrow_sums)(x, sums, count, inner);
  for (size_t i = 0; i < 32; i++) sums[i] = 0;
  if (width == 32)
    for (size_t j = 0; j < count; j++)
      for (size_t i = 0; i < 32; i++) sums[i] += (double)x[j * inner + i];
  else
    for (size_t j = 0; j < count; j++)
      for (size_t i = 0; i < width; i++) sums[i] += (double)x[j * inner + i];
}

/// y[i] = (Σⱼ x[j, i]) / divisor.
AB_INLINE void NAME(column_sums)(
  const T *x, T *y, size_t count, size_t inner, double divisor) {
  for (size_t start = 0; start < inner; start += 32) {
    const size_t width = inner - start < 32 ? inner - start : 32;
    double sums[32];
    NAME(band_sums)(x + start, sums, count, inner, width);
    for (size_t i = 0; i < width; i++) y[start + i] = (T)(sums[i] / divisor);
  }
}

static void NAME(sum)(
  const T *x, T *y, size_t outer, size_t count, size_t inner, double divisor) {
  for (size_t o = 0; o < outer; o++, x += count * inner, y += inner) {
    if (inner == 1) y[0] = (T)(NAME(row_sum)(x, count) / divisor);
    else NAME(column_sums)(x, y, count, inner, divisor);
  }
}

static void NAME(partial_sums)(const T *x, double *y, size_t count, size_t inner) {
  if (inner == 1) {
    y[0] = NAME(row_sum)(x, count);
    return;
  }
  for (size_t start = 0; start < inner; start += 32) {
    const size_t width = inner - start < 32 ? inner - start : 32;
    double sums[32];
    NAME(band_sums)(x + start, sums, count, inner, width);
    memcpy(y + start, sums, width * sizeof(double));
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

/// Up to sixteen elements, filled up with `rest`.
AB_INLINE void NAME(load_block)(const T *x, size_t count, const T rest, T *block) {
  if (count >= 16) {
    memcpy(block, x, 16 * sizeof(T));
    return;
  }
  // A loop of a constant length becomes masked loads.
  AB_VECTORIZED
  for (size_t k = 0; k < 16; k++) block[k] = k < count ? x[k] : rest;
}

/// The largest of a row, in sixteen interleaved maxima; NaN counts for nothing.
AB_INLINE T NAME(row_max)(const T *x, size_t count, const T sign) {
  T tops[16];
  for (size_t k = 0; k < 16; k++) tops[k] = -INFINITY;
  for (size_t i = 0; i < count; i += 16) {
    T block[16];
    NAME(load_block)(x + i, count - i, -INFINITY * sign, block);
    for (size_t k = 0; k < 16; k++) {
      const T value = block[k] * sign;
      tops[k] = value > tops[k] ? value : tops[k];
    }
  }
  for (size_t half = 8; half > 0; half /= 2)
    for (size_t k = 0; k < half; k++) tops[k] = tops[k + half] > tops[k] ? tops[k + half] : tops[k];
  return tops[0] * sign;
}

AB_INLINE bool NAME(row_has_nan)(const T *x, size_t count) {
  int found = 0;
  for (size_t i = 0; i < count; i++) found |= x[i] != x[i];
  return found;
}

/// Where the first largest (sign 1) or smallest (sign -1) element of a row is, or the first NaN.
AB_INLINE size_t NAME(row_extreme)(const T *x, size_t count, const T sign) {
  size_t i = 0;
  if (NAME(row_has_nan)(x, count)) {
    while (x[i] == x[i]) i++;
    return i;
  }
  const T top = NAME(row_max)(x, count, sign);
  while (i + 1 < count && x[i] != top) i++;
  return i;
}

/// The same for up to 32 neighbouring columns at once.
AB_INLINE void NAME(column_extremes)(
  const T *x, size_t count, size_t inner, size_t width, const T sign, T *best, int64_t *where) {
  for (size_t i = 0; i < width; i++) best[i] = x[i], where[i] = 0;
  for (size_t j = 1; j < count; j++)
    for (size_t i = 0; i < width; i++) {
      const T value = x[j * inner + i];
      const bool wins = (value * sign > best[i] * sign) | ((value != value) & (best[i] == best[i]));
      where[i] = wins ? (int64_t)j : where[i];
      best[i] = wins ? value : best[i];
    }
}

/// The largest (sign 1) or smallest (sign -1) elements, or where they are; a NaN wins.
static void NAME(extremes)(
  const T *x, T *y, int64_t *at, size_t outer, size_t count, size_t inner, const T sign) {
  for (size_t o = 0; o < outer; o++, x += count * inner) {
    for (size_t start = 0; start < inner; start += 32) {
      const size_t width = inner - start < 32 ? inner - start : 32;
      T best[32];
      int64_t where[32];
      if (inner == 1) {
        where[0] = (int64_t)NAME(row_extreme)(x, count, sign);
        best[0] = x[where[0]];
      } else {
        NAME(column_extremes)(x + start, count, inner, width, sign, best, where);
      }
      for (size_t i = 0; i < width; i++) {
        if (at) at[o * inner + start + i] = where[i];
        else y[o * inner + start + i] = best[i];
      }
    }
  }
}

static void NAME(reduce)(
  ab_reduction op, const T *x, void *y, size_t outer, size_t count, size_t inner, double divisor) {
  switch (op) {
  case ab_reduce_sum: NAME(sum)(x, y, outer, count, inner, divisor); return;
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

/// The largest of a row if that is finite, else 0: what is taken off before e^x.
AB_INLINE T NAME(finite_max)(const T *x, size_t count) {
  const T top = NAME(row_max)(x, count, 1);
  return top > -INFINITY && top < INFINITY ? top : 0;
}

/// What softmax takes off: ∞ too, which leaves NaN in the whole row.
AB_INLINE T NAME(row_shift)(const T *x, size_t count) {
  const T top = NAME(row_max)(x, count, 1);
  return top > -INFINITY ? top : 0;
}

/// Σ e^(x - shift), by blocks of sixteen, the last filled up with e^-∞ = 0.
AB_INLINE double NAME(exp_sum)(const T *x, const T shift, size_t count) {
  double sums[16] = {0};
  for (size_t i = 0; i < count; i += 16) {
    T block[16];
    NAME(load_block)(x + i, count - i, -INFINITY, block);
    AB_VECTORIZED
    for (size_t k = 0; k < 16; k++) sums[k] += (double)EXP(block[k] - shift);
  }
  double sum = 0;
  for (size_t k = 0; k < 8; k++) sum += sums[k] + sums[k + 8];
  return sum;
}

/// y = e^(x - max) / Σ: the powers of all rows at once, then each row over its sum.
static void NAME(softmax)(const T *x, T *y, size_t rows, size_t count) {
  for (size_t r = 0; r < rows; r++) {
    const T shift = NAME(row_shift)(x + r * count, count);
    for (size_t i = r * count; i < (r + 1) * count; i++) y[i] = x[i] - shift;
  }
  for (size_t i = 0; i < rows * count; i++) y[i] = EXP(y[i]);
  for (size_t r = 0; r < rows; r++, y += count) {
    const double scale = 1 / NAME(row_sum)(y, count);
    for (size_t i = 0; i < count; i++) y[i] = (T)((double)y[i] * scale);
  }
}

static void NAME(rows)(ab_rows op, const T *x, T *y, size_t rows, size_t count) {
  if (op == ab_rows_softmax) return NAME(softmax)(x, y, rows, count);
  for (size_t r = 0; r < rows; r++, x += count) {
    const T shift = (op == ab_rows_logsumexp ? NAME(finite_max) : NAME(row_shift))(x, count);
    const double total = log(NAME(exp_sum)(x, shift, count));
    if (op == ab_rows_logsumexp) y[r] = (T)(total + (double)shift);
    else
      for (size_t i = 0; i < count; i++) y[r * count + i] = (T)((double)(x[i] - shift) - total);
  }
}

/// softmax: y (g - Σ g y); log-softmax: g - e^y Σ g.
static void NAME(rows_backward)(
  ab_rows op, const T *g, const T *y, T *out, size_t rows, size_t count) {
  if (op == ab_rows_log_softmax)
    for (size_t i = 0; i < rows * count; i++) out[i] = EXP(y[i]);
  for (size_t r = 0; r < rows; r++, g += count, y += count, out += count) {
    double sum = 0;
    if (op == ab_rows_softmax) {
      for (size_t i = 0; i < count; i++) sum += (double)g[i] * (double)y[i];
      for (size_t i = 0; i < count; i++) out[i] = (T)((double)y[i] * ((double)g[i] - sum));
    } else {
      sum = NAME(row_sum)(g, count);
      for (size_t i = 0; i < count; i++) out[i] = (T)((double)g[i] - (double)out[i] * sum);
    }
  }
}
