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

#include "packing.h"
#include "dots.h"

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
  // Loops of a constant length become masked loads and stores.
  T row[2 * W];
  for (int v = 0; v < vectors; v++) *(NAME(vector) *)(row + v * W) = sums[v];
  if (!to.first) {
    AB_VECTORIZED
    for (int j = 0; j < vectors * W; j++)
      if (j < to.columns) c[j] += row[j];
  } else if (to.bias) {
    AB_VECTORIZED
    for (int j = 0; j < vectors * W; j++)
      if (j < to.columns) c[j] = row[j] + to.bias[j];
  } else {
    AB_VECTORIZED
    for (int j = 0; j < vectors * W; j++)
      if (j < to.columns) c[j] = row[j];
  }
}

/// One tile: `rows` and `vectors` are constants where this is inlined.
AB_INLINE void NAME(tile)(
  const int rows, const int vectors, ptrdiff_t k, const T *a, const ptrdiff_t row_a,
  const ptrdiff_t column_a, const T *b, const ptrdiff_t row_b, NAME(target) to) {
  NAME(vector) sums[AB_TILE_ROWS][2];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) sums[i][v] = (NAME(vector)){0};
  // Every third row has a pointer of its own: then each element is one addressing mode away.
  const T *thirds[(AB_TILE_ROWS + 2) / 3];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i += 3) thirds[i / 3] = a + i * row_a;
  for (ptrdiff_t p = 0; p < k; p++) {
    NAME(vector) right[2];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) right[v] = *(const NAME(vector) *)(b + v * W);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const T left = thirds[i / 3][i % 3 * row_a];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) sums[i][v] += left * right[v];
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i += 3) thirds[i / 3] += column_a;
    b += row_b;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) NAME(store_row)(to, i, vectors, sums[i]);
}

/// Every row of one block against one panel, reading both matrices where they are.
static __attribute__((noinline)) void NAME(rows_in_place)(
  const int vectors, ptrdiff_t m, ptrdiff_t k, const T *a, ptrdiff_t row_a, ptrdiff_t column_a,
  const T *b, ptrdiff_t row_b, NAME(target) to) {
#define AB_STRIP(rows) \
  for (; rows <= AB_TILE_ROWS && m >= rows; m -= rows, a += rows * row_a, to.c += rows * to.row) { \
    if (vectors == 1) NAME(tile)(rows, 1, k, a, row_a, column_a, b, row_b, to); \
    else NAME(tile)(rows, 2, k, a, row_a, column_a, b, row_b, to); \
  }
  AB_STRIP(AB_TILE_ROWS)
  AB_STRIP(10)
  AB_STRIP(8)
  AB_STRIP(6)
  AB_STRIP(4)
  AB_STRIP(2)
  AB_STRIP(1)
#undef AB_STRIP
}

/// The same with the left-hand matrix in packed strips of AB_TILE_ROWS rows.
static __attribute__((noinline)) void NAME(rows_packed)(
  const int vectors, ptrdiff_t m, ptrdiff_t k, const T *a, const T *b, NAME(target) to) {
  for (; m >= AB_TILE_ROWS; m -= AB_TILE_ROWS, to.c += AB_TILE_ROWS * to.row) {
    if (vectors == 1) NAME(tile)(AB_TILE_ROWS, 1, k, a, 1, AB_TILE_ROWS, b, W, to);
    else NAME(tile)(AB_TILE_ROWS, 2, k, a, 1, AB_TILE_ROWS, b, 2 * W, to);
    a += AB_TILE_ROWS * k;
  }
  if (m > 0) NAME(rows_in_place)(vectors, m, k, a, 1, AB_TILE_ROWS, b, vectors * W, to);
}

/// Whether the panel of `b` that holds `columns` can be read where it is: when its rows are whole
/// vectors without gaps, and too few rows of the result use it to pay for packing.
AB_INLINE bool NAME(reads_in_place)(NAME(operand) b, ptrdiff_t m, ptrdiff_t columns) {
  return b.column == 1 && columns % W == 0 && m <= 2 * AB_TILE_ROWS;
}

/// One block of the product: m rows, n columns, k deep. Panels of `b` are packed at `packed_b`.
static void NAME(product_block)(
  ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, NAME(operand) a, NAME(operand) b, const T *packed_b,
  bool in_place, NAME(target) to, T *packed_a) {
  const bool packs = n > 2 * W && m >= AB_TILE_ROWS && !in_place;
  for (ptrdiff_t i = 0; packs && i < m; i += AB_TILE_ROWS)
    NAME(pack_strip)(
      m - i < AB_TILE_ROWS ? m - i : AB_TILE_ROWS, k, a.data + i * a.row, a.row, a.column,
      packed_a + i * k);
  for (ptrdiff_t j = 0; j < n; j += 2 * W) {
    const int vectors = n - j > W ? 2 : 1;
    NAME(target) part = to;
    part.c += j;
    if (to.bias) part.bias += j;
    part.columns = n - j < vectors * W ? n - j : vectors * W;
    const bool where_it_is = in_place && NAME(reads_in_place)(b, m, part.columns);
    const T *panel = where_it_is ? b.data + j : packed_b + j * k;
    const ptrdiff_t row_b = where_it_is ? b.row : vectors * W;
    if (packs) NAME(rows_packed)(vectors, m, k, packed_a, panel, part);
    else NAME(rows_in_place)(vectors, m, k, a.data, a.row, a.column, panel, row_b, part);
  }
}

/// Packs those panels of n columns of `b` that are not read where they are.
static void NAME(pack_panels)(
  ptrdiff_t n, ptrdiff_t k, NAME(operand) b, bool in_place, ptrdiff_t m, T *packed_b) {
  for (ptrdiff_t j = 0; j < n; j += 2 * W) {
    const ptrdiff_t columns = n - j < 2 * W ? n - j : 2 * W;
    if (in_place && NAME(reads_in_place)(b, m, columns)) continue;
    const NAME(operand) part = {b.data + j * b.column, b.row, b.column};
    NAME(pack_panel)(k, columns, columns > W ? 2 * W : W, part, packed_b + j * k);
  }
}

static void NAME(product)(
  size_t rows, size_t columns, size_t depth, ab_matrix left, ab_matrix right, const T *bias, T *c,
  ptrdiff_t row_c, T *packed_b) {
  const ptrdiff_t m = (ptrdiff_t)rows, n = (ptrdiff_t)columns, k = (ptrdiff_t)depth;
  const NAME(operand) whole_a = {left.data, left.row, left.column};
  const NAME(operand) whole_b = {right.data, right.row, right.column};
  if (NAME(product_by_dots)(m, n, k, whole_a, whole_b, bias, c, row_c, packed_b)) return;
  const bool in_place = right.column == 1 && m <= 2 * AB_TILE_ROWS;
  for (ptrdiff_t j = 0; j < n; j += BLOCK_N) {
    const ptrdiff_t nb = n - j < BLOCK_N ? n - j : BLOCK_N;
    for (ptrdiff_t p = 0; p == 0 || p < k; p += BLOCK_K) {
      const ptrdiff_t kb = k - p < BLOCK_K ? k - p : BLOCK_K;
      const NAME(operand) b = {
        (const T *)right.data + p * right.row + j * right.column, right.row, right.column};
      NAME(pack_panels)(nb, kb, b, in_place, m, packed_b);
      T *packed_a = packed_b + ((nb + 2 * W - 1) / (2 * W)) * 2 * W * kb;
      for (ptrdiff_t i = 0; i < m; i += BLOCK_M) {
        const NAME(operand) a = {
          (const T *)left.data + i * left.row + p * left.column, left.row, left.column};
        const NAME(target) to = {c + i * row_c + j, row_c, 0, bias ? bias + j : NULL, p == 0};
        NAME(product_block)(
          m - i < BLOCK_M ? m - i : BLOCK_M, nb, kb, a, b, packed_b, in_place, to, packed_a);
      }
    }
  }
}

#undef W
#undef BLOCK_K
#undef BLOCK_M
#undef BLOCK_N
