// Convolution for the float type T: windows are copied out into columns, a few rows of windows at a
// time, and multiplied by the weights.

/// The windows of a row whose pixel at `offset` lies in the image, in [first, last).
AB_INLINE void NAME(inside)(
  ptrdiff_t offset, ptrdiff_t stride, ptrdiff_t size, ptrdiff_t windows, ptrdiff_t *first,
  ptrdiff_t *last) {
  *first = offset < 0 ? (-offset + stride - 1) / stride : 0;
  *last = size > offset ? (size - offset + stride - 1) / stride : 0;
  if (*last > windows) *last = windows;
  if (*first > *last) *first = *last;
}

/// Copies `count` elements by blocks. Lines are short: what is left over is copied by one more
/// block, which begins before it, and not one by one.
AB_INLINE void NAME(copy_line)(const T *restrict from, T *restrict to, ptrdiff_t count) {
  if (count < 8) {
    for (ptrdiff_t i = 0; i < count; i++) to[i] = from[i];
    return;
  }
  for (ptrdiff_t i = 0; i + 8 <= count; i += 8) memcpy(to + i, from + i, 8 * sizeof(T));
  memcpy(to + count - 8, from + count - 8, 8 * sizeof(T));
}

/// columns[channel · kernel, window] = the pixel that each window has there; 0 outside the image.
static void NAME(unfold)(
  const ab_convolution *c, const T *image, T *columns, ptrdiff_t top, ptrdiff_t bottom) {
  const ptrdiff_t taps = c->kernel[0] * c->kernel[1], width = c->columns;
  for (ptrdiff_t row = 0; row < c->channels * taps; row++) {
    const ptrdiff_t tap = row % taps, down = tap / c->kernel[1] * c->dilation[0] - c->padding[0];
    const ptrdiff_t across = tap % c->kernel[1] * c->dilation[1] - c->padding[1];
    const T *plane = image + row / taps * c->height * c->width;
    ptrdiff_t first, last;
    NAME(inside)(across, c->stride[1], c->width, width, &first, &last);
    for (ptrdiff_t y = top; y < bottom; y++, columns += width) {
      const ptrdiff_t line = y * c->stride[0] + down;
      if (line < 0 || line >= c->height) {
        for (ptrdiff_t i = 0; i < width; i++) columns[i] = 0;
        continue;
      }
      const T *pixels = plane + line * c->width + across;
      for (ptrdiff_t i = 0; i < first; i++) columns[i] = 0;
      if (c->stride[1] == 1)
        NAME(copy_line)(pixels + first, columns + first, last - first);
      else
        for (ptrdiff_t i = first; i < last; i++) columns[i] = pixels[i * c->stride[1]];
      for (ptrdiff_t i = last; i < width; i++) columns[i] = 0;
    }
  }
}

/// Adds what `unfold` copied out back to the image.
static void NAME(fold)(
  const ab_convolution *c, const T *columns, T *image, ptrdiff_t top, ptrdiff_t bottom) {
  const ptrdiff_t taps = c->kernel[0] * c->kernel[1], width = c->columns;
  for (ptrdiff_t row = 0; row < c->channels * taps; row++) {
    const ptrdiff_t tap = row % taps, down = tap / c->kernel[1] * c->dilation[0] - c->padding[0];
    const ptrdiff_t across = tap % c->kernel[1] * c->dilation[1] - c->padding[1];
    T *plane = image + row / taps * c->height * c->width;
    ptrdiff_t first, last;
    NAME(inside)(across, c->stride[1], c->width, width, &first, &last);
    for (ptrdiff_t y = top; y < bottom; y++, columns += width) {
      const ptrdiff_t line = y * c->stride[0] + down;
      if (line < 0 || line >= c->height) continue;
      T *pixels = plane + line * c->width + across;
      if (c->stride[1] == 1)
        for (ptrdiff_t i = first; i < last; i++) pixels[i] += columns[i];
      else
        for (ptrdiff_t i = first; i < last; i++) pixels[i * c->stride[1]] += columns[i];
    }
  }
}

/// The scratch memory of one convolution: columns, a block of results, and the product's own.
typedef struct NAME(convolution_memory) {
  T *columns, *results, *product;
} NAME(convolution_memory);

AB_INLINE NAME(convolution_memory) NAME(convolution_memory_at)(
  const ab_convolution *c, void *workspace) {
  const ptrdiff_t depth = c->channels * c->kernel[0] * c->kernel[1];
  const ptrdiff_t line = 64 / (ptrdiff_t)sizeof(T);
  T *const columns = workspace;
  T *const results = columns + (depth * c->tile * c->columns + line - 1) / line * line;
  return (NAME(convolution_memory)){
    columns, results, results + (depth * c->filters + line - 1) / line * line};
}

static void NAME(convolve)(
  const ab_convolution *c, const T *image, const T *weight, const T *bias, T *out,
  ptrdiff_t first, ptrdiff_t last, void *workspace) {
  const NAME(convolution_memory) memory = NAME(convolution_memory_at)(c, workspace);
  const ptrdiff_t depth = c->channels * c->kernel[0] * c->kernel[1];
  const ptrdiff_t plane = c->rows * c->columns;
  for (ptrdiff_t group = 0; group < c->groups; group++) {
    const T *source = image + group * c->channels * c->height * c->width;
    const ab_matrix left = {weight + group * c->filters * depth, depth, 1};
    for (ptrdiff_t top = first; top < last; top += c->tile) {
      const ptrdiff_t bottom = last - top < c->tile ? last : top + c->tile;
      const ptrdiff_t windows = (bottom - top) * c->columns;
      NAME(unfold)(c, source, memory.columns, top, bottom);
      T *target = out + group * c->filters * plane + top * c->columns;
      NAME(product)(
        (size_t)c->filters, (size_t)windows, (size_t)depth, left,
        (ab_matrix){memory.columns, windows, 1}, NULL, target, plane, memory.product);
      for (ptrdiff_t f = 0; bias && f < c->filters; f++) {
        const T summand = bias[group * c->filters + f];
        for (ptrdiff_t i = 0; i < windows; i++) target[f * plane + i] += summand;
      }
    }
  }
}

static void NAME(convolve_input)(
  const ab_convolution *c, const T *g, const T *weight, T *image, void *workspace) {
  const NAME(convolution_memory) memory = NAME(convolution_memory_at)(c, workspace);
  const ptrdiff_t depth = c->channels * c->kernel[0] * c->kernel[1];
  const ptrdiff_t plane = c->rows * c->columns, pixels = c->channels * c->height * c->width;
  memset(image, 0, (size_t)(c->groups * pixels) * sizeof(T));
  for (ptrdiff_t group = 0; group < c->groups; group++) {
    const ab_matrix left = {weight + group * c->filters * depth, 1, depth};
    for (ptrdiff_t top = 0; top < c->rows; top += c->tile) {
      const ptrdiff_t bottom = c->rows - top < c->tile ? c->rows : top + c->tile;
      const ptrdiff_t windows = (bottom - top) * c->columns;
      const T *source = g + group * c->filters * plane + top * c->columns;
      NAME(product)(
        (size_t)depth, (size_t)windows, (size_t)c->filters, left, (ab_matrix){source, plane, 1},
        NULL, memory.columns, windows, memory.product);
      NAME(fold)(c, memory.columns, image + group * pixels, top, bottom);
    }
  }
}

static void NAME(convolve_weight)(
  const ab_convolution *c, const T *image, const T *g, T *weight, void *workspace) {
  const NAME(convolution_memory) memory = NAME(convolution_memory_at)(c, workspace);
  const ptrdiff_t depth = c->channels * c->kernel[0] * c->kernel[1];
  const ptrdiff_t plane = c->rows * c->columns;
  for (ptrdiff_t group = 0; group < c->groups; group++) {
    const T *source = image + group * c->channels * c->height * c->width;
    T *sums = weight + group * depth * c->filters;
    for (ptrdiff_t top = 0; top < c->rows; top += c->tile) {
      const ptrdiff_t bottom = c->rows - top < c->tile ? c->rows : top + c->tile;
      const ptrdiff_t windows = (bottom - top) * c->columns;
      const T *slopes = g + group * c->filters * plane + top * c->columns;
      NAME(unfold)(c, source, memory.columns, top, bottom);
      if (windows >= 512)
        NAME(dots)(
          depth, c->filters, windows, memory.columns, windows, slopes, plane, NULL,
          memory.results, c->filters);
      else
        NAME(product)(
          (size_t)depth, (size_t)c->filters, (size_t)windows,
          (ab_matrix){memory.columns, windows, 1}, (ab_matrix){slopes, 1, plane}, NULL,
          memory.results, c->filters, memory.product);
      for (ptrdiff_t i = 0; i < depth * c->filters; i++) sums[i] += memory.results[i];
    }
  }
}
