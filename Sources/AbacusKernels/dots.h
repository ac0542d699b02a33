// The matrix product for the float type T when one side of the result is short: each element is
// the product of two rows that lie without gaps.

/// The longest short side.
#define SHORT 8

/// Σ of a vector, by halves.
AB_INLINE T NAME(across)(NAME(vector) sum) {
  T parts[W];
  memcpy(parts, &sum, sizeof sum);
  for (ptrdiff_t half = W / 2; half > 0; half /= 2)
    for (ptrdiff_t i = 0; i < half; i++) parts[i] += parts[i + half];
  return parts[0];
}

/// sums[i][j] = Σ over p of a[i, p] · b[j, p]; `rows` and `columns` are constants.
AB_INLINE void NAME(dot_tile)(
  const int rows, const int columns, ptrdiff_t k, const T *a, ptrdiff_t row_a, const T *b,
  ptrdiff_t row_b, T sums[4][4]) {
  NAME(vector) totals[4][4];
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) totals[i][j] = (NAME(vector)){0};
  ptrdiff_t p = 0;
  for (; p + W <= k; p += W) {
    NAME(vector) right[4];
#pragma clang loop unroll(full)
    for (int j = 0; j < columns; j++) right[j] = *(const NAME(vector) *)(b + j * row_b + p);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const NAME(vector) left = *(const NAME(vector) *)(a + i * row_a + p);
#pragma clang loop unroll(full)
      for (int j = 0; j < columns; j++) totals[i][j] += left * right[j];
    }
  }
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) {
      sums[i][j] = NAME(across)(totals[i][j]);
      for (ptrdiff_t q = p; q < k; q++) sums[i][j] += a[i * row_a + q] * b[j * row_b + q];
    }
}

/// c[i · row_c + j · column_c] = Σ over p of a[i, p] · b[j, p], for m rows of `a` and n of `b`.
static __attribute__((noinline)) void NAME(dots)(
  ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const T *a, ptrdiff_t row_a, const T *b, ptrdiff_t row_b,
  T *c, ptrdiff_t row_c, ptrdiff_t column_c) {
  for (ptrdiff_t i = 0; i < m;) {
    const ptrdiff_t rows = m - i >= 4 ? 4 : 1;
    for (ptrdiff_t j = 0; j < n;) {
      const ptrdiff_t columns = n - j >= 4 ? 4 : 1;
      const T *left = a + i * row_a, *right = b + j * row_b;
      T sums[4][4];
      if (rows == 4 && columns == 4) NAME(dot_tile)(4, 4, k, left, row_a, right, row_b, sums);
      else if (rows == 4) NAME(dot_tile)(4, 1, k, left, row_a, right, row_b, sums);
      else if (columns == 4) NAME(dot_tile)(1, 4, k, left, row_a, right, row_b, sums);
      else NAME(dot_tile)(1, 1, k, left, row_a, right, row_b, sums);
      for (ptrdiff_t r = 0; r < rows; r++)
        for (ptrdiff_t s = 0; s < columns; s++)
          c[(i + r) * row_c + (j + s) * column_c] = sums[r][s];
      j += columns;
    }
    i += rows;
  }
}

/// Rows of `k` elements without gaps: those of `x`, or copies of them at `copies`.
AB_INLINE const T *NAME(without_gaps)(
  ptrdiff_t rows, ptrdiff_t k, NAME(operand) x, T *copies, ptrdiff_t *row) {
  *row = x.row;
  if (x.column == 1) return x.data;
  *row = k;
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t p = 0; p < k; p++) copies[i * k + p] = x.data[i * x.row + p * x.column];
  return copies;
}

/// Computes the product when it is one for this file; else returns false.
static bool NAME(product_by_dots)(
  ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, NAME(operand) a, NAME(operand) b, const T *bias, T *c,
  ptrdiff_t row_c, T *workspace) {
  const bool flat = n <= SHORT && a.column == 1, high = m <= SHORT && b.row == 1;
  if (k < 2 * W || (!flat && !high)) return false;
  const NAME(operand) turned = {b.data, b.column, b.row};
  ptrdiff_t row_a, row_b;
  const T *left = NAME(without_gaps)(m, k, a, workspace, &row_a);
  const T *right = NAME(without_gaps)(n, k, turned, workspace, &row_b);
  NAME(dots)(m, n, k, left, row_a, right, row_b, c, row_c, 1);
  for (ptrdiff_t i = 0; bias && i < m; i++)
    for (ptrdiff_t j = 0; j < n; j++) c[i * row_c + j] += bias[j];
  return true;
}

#undef SHORT
