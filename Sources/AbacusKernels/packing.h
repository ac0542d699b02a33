// Packing the operands of the matrix product for the float type T.

/// What is multiplied: elements of T with any strides.
typedef struct NAME(operand) {
  const T *data;
  ptrdiff_t row, column;
} NAME(operand);

typedef T NAME(four) __attribute__((vector_size(4 * sizeof(T)), aligned(sizeof(T))));

/// out[j, i] = in[i, j] for four rows and columns, each row of both without gaps.
AB_INLINE void NAME(transpose_four)(
  const T *in, ptrdiff_t row_in, T *restrict out, ptrdiff_t row_out) {
  const NAME(four) a = *(const NAME(four) *)in;
  const NAME(four) b = *(const NAME(four) *)(in + row_in);
  const NAME(four) c = *(const NAME(four) *)(in + 2 * row_in);
  const NAME(four) d = *(const NAME(four) *)(in + 3 * row_in);
  const NAME(four) ab_left = __builtin_shufflevector(a, b, 0, 4, 1, 5);
  const NAME(four) ab_right = __builtin_shufflevector(a, b, 2, 6, 3, 7);
  const NAME(four) cd_left = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  const NAME(four) cd_right = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(NAME(four) *)out = __builtin_shufflevector(ab_left, cd_left, 0, 1, 4, 5);
  *(NAME(four) *)(out + row_out) = __builtin_shufflevector(ab_left, cd_left, 2, 3, 6, 7);
  *(NAME(four) *)(out + 2 * row_out) = __builtin_shufflevector(ab_right, cd_right, 0, 1, 4, 5);
  *(NAME(four) *)(out + 3 * row_out) = __builtin_shufflevector(ab_right, cd_right, 2, 3, 6, 7);
}

/// out[p · width + i] = in[i · row + p · column] for i < rows and p < k.
AB_INLINE void NAME(pack_transposed)(
  ptrdiff_t rows, ptrdiff_t k, const T *in, ptrdiff_t row, ptrdiff_t column, T *restrict out,
  const ptrdiff_t width) {
  ptrdiff_t i = 0;
  for (; column == 1 && i + 4 <= rows; i += 4) {
    ptrdiff_t p = 0;
    for (; p + 4 <= k; p += 4)
      NAME(transpose_four)(in + i * row + p, row, out + p * width + i, width);
    for (; p < k; p++)
      for (ptrdiff_t r = i; r < i + 4; r++) out[p * width + r] = in[r * row + p];
  }
  for (; i < rows; i++)
    for (ptrdiff_t p = 0; p < k; p++) out[p * width + i] = in[i * row + p * column];
}

/// A strip of at most AB_TILE_ROWS rows of the left-hand matrix, column by column.
static void NAME(pack_strip)(
  ptrdiff_t rows, ptrdiff_t k, const T *a, ptrdiff_t row_a, ptrdiff_t column_a, T *restrict out) {
  if (rows < AB_TILE_ROWS) memset(out, 0, sizeof(T) * (size_t)(AB_TILE_ROWS * k));
  if (row_a == 1 && rows == AB_TILE_ROWS) {
    for (ptrdiff_t p = 0; p < k; p++)
      memcpy(out + p * AB_TILE_ROWS, a + p * column_a, sizeof(T) * AB_TILE_ROWS);
    return;
  }
  NAME(pack_transposed)(rows, k, a, row_a, column_a, out, AB_TILE_ROWS);
}

/// A panel of the right-hand matrix, row by row, its rows filled up with zeros to `width`.
static void NAME(pack_panel)(
  ptrdiff_t k, ptrdiff_t columns, ptrdiff_t width, NAME(operand) b, T *restrict out) {
  if (b.column == 1 && columns == width) {
    for (ptrdiff_t p = 0; p < k; p++)
      for (ptrdiff_t start = 0; start < width; start += W, out += W)
        *(NAME(vector) *)out = *(const NAME(vector) *)(b.data + p * b.row + start);
    return;
  }
  if (b.column == 1) {
    for (ptrdiff_t p = 0; p < k; p++)
      for (ptrdiff_t start = 0; start < width; start += W) {
        const T *row = b.data + p * b.row + start;
        AB_VECTORIZED
        for (ptrdiff_t j = 0; j < W; j++) out[j] = start + j < columns ? row[j] : 0;
        out += W;
      }
    return;
  }
  if (columns < width) memset(out, 0, sizeof(T) * (size_t)(width * k));
  NAME(pack_transposed)(columns, k, b.data, b.column, b.row, out, width);
}
