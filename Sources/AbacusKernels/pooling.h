// Pooling for the float type T, plane by plane.

/// One row of windows of equal length that lie one every `stride`: all at once, pixel by pixel.
AB_INLINE void NAME(max_row)(
  const T *plane, ptrdiff_t width, ptrdiff_t top, ptrdiff_t bottom, ptrdiff_t step,
  const ab_pool_axis *across, const ptrdiff_t stride, T *restrict best, int32_t *restrict where) {
  const ptrdiff_t left = across->start[0], length = across->end[0] - left;
  const ptrdiff_t count = across->count;
  for (ptrdiff_t i = 0; i < count; i++) {
    best[i] = plane[top * width + left + i * stride];
    where[i] = (int32_t)(top * width + left + i * stride);
  }
  for (ptrdiff_t y = top; y < bottom; y += step)
    for (ptrdiff_t k = 0; k < length; k++) {
      const T *pixels = plane + y * width + left + k;
      const int32_t place = (int32_t)(y * width + left + k);
      for (ptrdiff_t i = 0; i < count; i++) {
        const T x = pixels[i * stride];
        const bool wins = x > best[i] || x != x;
        best[i] = wins ? x : best[i];
        where[i] = wins ? place + (int32_t)(i * stride) : where[i];
      }
    }
}

/// One row of windows of 2 × 2 pixels without gaps between them, several at a time.
#define AB_QUADS(several) \
  for (; i + several <= across->count; i += several) { \
    const T *upper = plane + top * width + 2 * i, *lower = upper + width; \
    const int32_t corner = (int32_t)(top * width + 2 * i); \
    AB_VECTORIZED \
    for (int32_t j = 0; j < several; j++) { \
      T most = upper[2 * j], x = upper[2 * j + 1]; \
      int32_t place = 0; \
      bool wins = x > most || x != x; \
      most = wins ? x : most, place = wins ? 1 : place; \
      x = lower[2 * j], wins = x > most || x != x; \
      most = wins ? x : most, place = wins ? (int32_t)width : place; \
      x = lower[2 * j + 1], wins = x > most || x != x; \
      best[i + j] = wins ? x : most; \
      where[i + j] = corner + 2 * j + (wins ? (int32_t)width + 1 : place); \
    } \
  }

AB_INLINE void NAME(max_quads)(
  const T *plane, ptrdiff_t width, ptrdiff_t top, const ab_pool_axis *across, T *restrict best,
  int32_t *restrict where) {
  ptrdiff_t i = 0;
  AB_QUADS(16)
  AB_QUADS(8)
  AB_QUADS(4)
  AB_QUADS(1)
}
#undef AB_QUADS

/// One window.
AB_INLINE void NAME(max_window)(
  const T *plane, ptrdiff_t width, const ab_pool_axis *down, ptrdiff_t row,
  const ab_pool_axis *across, ptrdiff_t column, T *best, int32_t *where) {
  ptrdiff_t place = down->start[row] * width + across->start[column];
  for (ptrdiff_t y = down->start[row]; y < down->end[row]; y += down->step)
    for (ptrdiff_t x = across->start[column]; x < across->end[column]; x += across->step) {
      const T value = plane[y * width + x];
      if (value > plane[place] || value != value) place = y * width + x;
    }
  *best = plane[place];
  *where = (int32_t)place;
}

static void NAME(max_pool)(
  const T *x, T *y, int32_t *where, size_t planes, const ab_pool_axis *down,
  const ab_pool_axis *across) {
  const ptrdiff_t width = across->size;
  const bool is_plain = across->stride == 2 && across->step == 1 && down->step == 1
    && across->count > 0 && across->start[0] == 0 && across->end[0] == 2;
  for (size_t p = 0; p < planes; p++, x += down->size * width)
    for (ptrdiff_t i = 0; i < down->count; i++, y += across->count, where += across->count) {
      const ptrdiff_t top = down->start[i], bottom = down->end[i];
      if (is_plain && bottom - top == 2)
        NAME(max_quads)(x, width, top, across, y, where);
      else if (across->stride == 2 && across->step == 1)
        NAME(max_row)(x, width, top, bottom, down->step, across, 2, y, where);
      else if (across->stride > 0 && across->step == 1)
        NAME(max_row)(x, width, top, bottom, down->step, across, across->stride, y, where);
      else
        for (ptrdiff_t j = 0; j < across->count; j++)
          NAME(max_window)(x, width, down, i, across, j, y + j, where + j);
    }
}

static void NAME(max_pool_backward)(
  const T *g, const int32_t *where, T *out, size_t planes, size_t size, size_t count) {
  memset(out, 0, planes * size * sizeof(T));
  for (size_t p = 0; p < planes; p++, out += size, g += count, where += count)
    for (size_t i = 0; i < count; i++) out[where[i]] += g[i];
}

static void NAME(mean_pool)(
  const T *x, T *y, size_t planes, const ab_pool_axis *down, const ab_pool_axis *across) {
  for (size_t p = 0; p < planes; p++, x += down->size * across->size)
    for (ptrdiff_t i = 0; i < down->count; i++)
      for (ptrdiff_t j = 0; j < across->count; j++) {
        double sum = 0;
        for (ptrdiff_t row = down->start[i]; row < down->end[i]; row += down->step)
          for (ptrdiff_t k = across->start[j]; k < across->end[j]; k += across->step)
            sum += (double)x[row * across->size + k];
        *y++ = (T)(sum / ((double)down->extent[i] * across->extent[j]));
      }
}

static void NAME(mean_pool_backward)(
  const T *g, T *out, size_t planes, const ab_pool_axis *down, const ab_pool_axis *across) {
  const ptrdiff_t size = down->size * across->size;
  memset(out, 0, planes * (size_t)size * sizeof(T));
  for (size_t p = 0; p < planes; p++, out += size)
    for (ptrdiff_t i = 0; i < down->count; i++)
      for (ptrdiff_t j = 0; j < across->count; j++) {
        const T share = (T)((double)*g++ / ((double)down->extent[i] * across->extent[j]));
        for (ptrdiff_t row = down->start[i]; row < down->end[i]; row += down->step)
          for (ptrdiff_t k = across->start[j]; k < across->end[j]; k += across->step)
            out[row * across->size + k] += share;
      }
}
