// The matrix product for the float type T.
//
// The right-hand matrix is packed into panels of one or two vectors' width; a tile of the result,
// AB_TILE_ROWS rows by one panel, stays in registers while it runs down a block of k. The
// left-hand matrix is packed too when its rows are read for several panels, else read where it is.
// As in Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008).

#define W (AB_VECTOR_BYTES / (ptrdiff_t)sizeof(T))
#define BLOCK_K 256
#define BLOCK_M 192
#define BLOCK_N 1024

typedef T NAME(vector) __attribute__((vector_size(AB_VECTOR_BYTES), aligned(sizeof(T))));

/// Where a tile of the result goes: `columns` of its width count; `first` tells the first block of
/// k, which adds `bias` (or nothing), from the others, which add to what is there.
typedef struct NAME(target) {
  T *c;
  ptrdiff_t row, columns;
  const T *bias;
  bool first;
} NAME(target);

AB_INLINE void NAME(store_row)(
  NAME(target) to, ptrdiff_t i, const int vectors, const NAME(vector) *sums) {
  T *c = to.c + i * to.row;
  if (to.columns == vectors * W) {
    for (int v = 0; v < vectors; v++) {
      NAME(vector) sum = sums[v];
      if (!to.first) sum += *(const NAME(vector) *)(c + v * W);
      else if (to.bias) sum += *(const NAME(vector) *)(to.bias + v * W);
      *(NAME(vector) *)(c + v * W) = sum;
    }
    return;
  }
  T row[2 * W];
  for (int v = 0; v < vectors; v++) *(NAME(vector) *)(row + v * W) = sums[v];
  if (!to.first)
    for (ptrdiff_t j = 0; j < to.columns; j++) c[j] += row[j];
  else if (to.bias)
    for (ptrdiff_t j = 0; j < to.columns; j++) c[j] = row[j] + to.bias[j];
  else
    for (ptrdiff_t j = 0; j < to.columns; j++) c[j] = row[j];
}

/// One tile: `rows` and `vectors` are constants where this is inlined.
AB_INLINE void NAME(tile)(
  const int rows, const int vectors, ptrdiff_t k, const T *a, const ptrdiff_t row_a,
  const ptrdiff_t column_a, const T *b, NAME(target) to) {
  NAME(vector) sums[AB_TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[i][v] = (NAME(vector)){0};
  for (ptrdiff_t p = 0; p < k; p++) {
    NAME(vector) right[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) right[v] = *(const NAME(vector) *)(b + v * W);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const T left = a[i * row_a];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] += left * right[v];
    }
    a += column_a;
    b += vectors * W;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) NAME(store_row)(to, i, vectors, sums[i]);
}

/// Every row of one block against one panel, reading the left-hand matrix where it is.
static __attribute__((noinline)) void NAME(rows_in_place)(
  const int vectors, ptrdiff_t m, ptrdiff_t k, const T *a, ptrdiff_t row_a, ptrdiff_t column_a,
  const T *b, NAME(target) to) {
#define AB_STRIP(rows) \
  for (; m >= rows; m -= rows, a += rows * row_a, to.c += rows * to.row) { \
    if (vectors == 1) NAME(tile)(rows, 1, k, a, row_a, column_a, b, to); \
    else NAME(tile)(rows, 2, k, a, row_a, column_a, b, to); \
  }
  AB_STRIP(4)
  AB_STRIP(1)
#undef AB_STRIP
}

/// The same with the left-hand matrix in packed strips of AB_TILE_ROWS rows.
static __attribute__((noinline)) void NAME(rows_packed)(
  const int vectors, ptrdiff_t m, ptrdiff_t k, const T *a, const T *b, NAME(target) to) {
  for (; m >= AB_TILE_ROWS; m -= AB_TILE_ROWS, to.c += AB_TILE_ROWS * to.row) {
    if (vectors == 1) NAME(tile)(AB_TILE_ROWS, 1, k, a, 1, AB_TILE_ROWS, b, to);
    else NAME(tile)(AB_TILE_ROWS, 2, k, a, 1, AB_TILE_ROWS, b, to);
    a += AB_TILE_ROWS * k;
  }
  if (m > 0) NAME(rows_in_place)(vectors, m, k, a, 1, AB_TILE_ROWS, b, to);
}

static void NAME(pack_strip)(
  ptrdiff_t rows, ptrdiff_t k, const T *a, ptrdiff_t row_a, ptrdiff_t column_a, T *restrict out) {
  if (rows < AB_TILE_ROWS) memset(out, 0, sizeof(T) * (size_t)(AB_TILE_ROWS * k));
  if (row_a == 1 && rows == AB_TILE_ROWS) {
    for (ptrdiff_t p = 0; p < k; p++)
      memcpy(out + p * AB_TILE_ROWS, a + p * column_a, sizeof(T) * AB_TILE_ROWS);
    return;
  }
  for (ptrdiff_t i = 0; i < rows; i++)
    for (ptrdiff_t p = 0; p < k; p++) out[p * AB_TILE_ROWS + i] = a[i * row_a + p * column_a];
}

static void NAME(pack_panel)(
  ptrdiff_t k, ptrdiff_t columns, ptrdiff_t width, const T *b, ptrdiff_t row_b, ptrdiff_t column_b,
  T *restrict out) {
  if (columns < width) memset(out, 0, sizeof(T) * (size_t)(width * k));
  if (column_b == 1)
    for (ptrdiff_t p = 0; p < k; p++)
      memcpy(out + p * width, b + p * row_b, sizeof(T) * (size_t)columns);
  else
    for (ptrdiff_t j = 0; j < columns; j++)
      for (ptrdiff_t p = 0; p < k; p++) out[p * width + j] = b[p * row_b + j * column_b];
}

/// One block of the product, its panels packed at `packed_b`.
static void NAME(product_block)(
  ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const T *a, ptrdiff_t row_a, ptrdiff_t column_a,
  const T *packed_b, NAME(target) to, T *packed_a) {
  const bool packs = n > 2 * W && m >= AB_TILE_ROWS;
  for (ptrdiff_t i = 0; packs && i < m; i += AB_TILE_ROWS)
    NAME(pack_strip)(
      m - i < AB_TILE_ROWS ? m - i : AB_TILE_ROWS, k, a + i * row_a, row_a, column_a,
      packed_a + i * k);
  for (ptrdiff_t j = 0; j < n; j += 2 * W) {
    NAME(target) part = to;
    part.c += j;
    if (to.bias) part.bias += j;
    const int vectors = n - j > W ? 2 : 1;
    part.columns = n - j < vectors * W ? n - j : vectors * W;
    if (packs) NAME(rows_packed)(vectors, m, k, packed_a, packed_b + j * k, part);
    else NAME(rows_in_place)(vectors, m, k, a, row_a, column_a, packed_b + j * k, part);
  }
}

static void NAME(product)(
  size_t rows, size_t columns, size_t depth, ab_matrix left, ab_matrix right, const T *bias, T *c,
  ptrdiff_t row_c, T *workspace) {
  const ptrdiff_t m = (ptrdiff_t)rows, n = (ptrdiff_t)columns, depth_k = (ptrdiff_t)depth;
  T *packed_b = workspace;
  for (ptrdiff_t j = 0; j < n; j += BLOCK_N) {
    const ptrdiff_t nb = n - j < BLOCK_N ? n - j : BLOCK_N;
    for (ptrdiff_t p = 0; p == 0 || p < depth_k; p += BLOCK_K) {
      const ptrdiff_t kb = depth_k - p < BLOCK_K ? depth_k - p : BLOCK_K;
      const T *b = (const T *)right.data + p * right.row + j * right.column;
      for (ptrdiff_t jj = 0; jj < nb; jj += 2 * W) {
        const ptrdiff_t left_over = nb - jj < 2 * W ? nb - jj : 2 * W;
        NAME(pack_panel)(
          kb, left_over, left_over > W ? 2 * W : W, b + jj * right.column, right.row, right.column,
          packed_b + jj * kb);
      }
      T *packed_a = packed_b + ((nb + 2 * W - 1) / (2 * W)) * 2 * W * kb;
      for (ptrdiff_t i = 0; i < m; i += BLOCK_M) {
        const T *a = (const T *)left.data + i * left.row + p * left.column;
        const NAME(target) to = {c + i * row_c + j, row_c, 0, bias ? bias + j : NULL, p == 0};
        NAME(product_block)(
          m - i < BLOCK_M ? m - i : BLOCK_M, nb, kb, a, left.row, left.column, packed_b, to,
          packed_a);
      }
    }
  }
}

#undef W
#undef BLOCK_K
#undef BLOCK_M
#undef BLOCK_N
