// The matrix product for the float type T when one side of the result is short: each element is
// the product of two rows that lie without gaps.

/// The longest short side of a product that is one for this file whatever its strides.
#define SHORT 8

/// The rows and the columns of the largest tile: its sums and what they are made of fill the
/// registers of the level.
#define DOT_ROWS (AB_VECTOR_BYTES == 64 ? 4 : 2)
#define DOT_COLUMNS 5

/// Σ of a vector, by halves.
AB_INLINE T NAME(across)(NAME(vector) sum) {
  T parts[W];
  memcpy(parts, &sum, sizeof sum);
  for (ptrdiff_t half = W / 2; half > 0; half /= 2)
    for (ptrdiff_t i = 0; i < half; i++) parts[i] += parts[i + half];
  return parts[0];
}

/// c[i · row_c + j] = Σ over p of a[i, p] · b[j, p] for a few rows and columns, which are
/// constants where this is inlined.
AB_INLINE void NAME(dot_tile)(
  const int rows, const int columns, ptrdiff_t k, const T *a, ptrdiff_t row_a, const T *b,
  ptrdiff_t row_b, T *c, ptrdiff_t row_c) {
  NAME(vector) totals[DOT_ROWS][DOT_COLUMNS];
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) totals[i][j] = (NAME(vector)){0};
  ptrdiff_t p = 0;
  for (; p + W <= k; p += W) {
    NAME(vector) right[DOT_COLUMNS];
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
      T sum = NAME(across)(totals[i][j]);
      for (ptrdiff_t q = p; q < k; q++) sum += a[i * row_a + q] * b[j * row_b + q];
      c[i * row_c + j] = sum;
    }
}

/// The same for all rows of `a` and `columns` of `b`.
AB_INLINE void NAME(dot_columns)(
  const int columns, ptrdiff_t m, ptrdiff_t k, const T *a, ptrdiff_t row_a, const T *b,
  ptrdiff_t row_b, T *c, ptrdiff_t row_c) {
  for (; m >= DOT_ROWS; m -= DOT_ROWS, a += DOT_ROWS * row_a, c += DOT_ROWS * row_c)
    NAME(dot_tile)(DOT_ROWS, columns, k, a, row_a, b, row_b, c, row_c);
  for (; m > 0; m--, a += row_a, c += row_c)
    NAME(dot_tile)(1, columns, k, a, row_a, b, row_b, c, row_c);
}

/// The same for m rows of `a` and n of `b`, with bias[j] (or nothing) added. The longer side is gone
/// through once, a tile at a time, and the shorter one for each tile.
static __attribute__((noinline)) void NAME(dots)(
  ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const T *a, ptrdiff_t row_a, const T *b, ptrdiff_t row_b,
  const T *bias, T *c, ptrdiff_t row_c) {
  const ptrdiff_t step = m > n ? DOT_ROWS : m;
  for (ptrdiff_t i = 0; i < m; i += step) {
    const ptrdiff_t rows = m - i < step ? m - i : step;
    const T *left = a + i * row_a;
    for (ptrdiff_t j = 0; j < n;) {
      const T *right = b + j * row_b;
      T *to = c + i * row_c + j;
#define AB_COLUMNS(columns) \
  if (n - j >= columns) { \
    NAME(dot_columns)(columns, rows, k, left, row_a, right, row_b, to, row_c); \
    j += columns; \
    continue; \
  }
      if ((n - j) % DOT_COLUMNS != 4) AB_COLUMNS(DOT_COLUMNS)
      AB_COLUMNS(4)
      AB_COLUMNS(2)
      AB_COLUMNS(1)
#undef AB_COLUMNS
    }
  }
  for (ptrdiff_t i = 0; bias && i < m; i++)
    for (ptrdiff_t j = 0; j < n; j++) c[i * row_c + j] += bias[j];
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
  NAME(dots)(m, n, k, left, row_a, right, row_b, bias, c, row_c);
  return true;
}

#undef SHORT
#undef DOT_ROWS
#undef DOT_COLUMNS
