// Large products of float matrices on the tile unit of newer x86 processors (AMX).
//
// The unit multiplies bfloat16, of 8 significant bits, and adds in float. A float is split exactly
// into three of them, x = high + middle + low, and of the nine products of two floats' parts the six
// largest are added: what is left out is below the rounding of a float. As in Henry, Tang and
// Heinecke, "Leveraging the bfloat16 Artificial Intelligence Datatype for Higher-Precision
// Computations" (2019). A product costs six such passes, and is still several times faster.
#define _GNU_SOURCE
#include "AbacusKernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define AB_TILED __attribute__((target("avx512f,avx512bw,avx512vl,amx-tile,amx-bf16")))

/// Rows and columns of the result, and steps of k, that are done at a time.
#define SIDE 32
/// The elements of a part (high, middle or low) of SIDE rows or columns and SIDE steps of k: two
/// tiles of 16 rows of 64 bytes.
#define PART (SIDE * SIDE)
#define BLOCK_K 256
#define BLOCK_M 192
#define BLOCK_N 1024

bool ab_tiles_ready(void) {
  static atomic_int known;  // 0 when not asked yet, then 1 for no and 2 for yes.
  int state = atomic_load_explicit(&known, memory_order_relaxed);
  if (state == 0) {
    enum { request_permission = 0x1023, tile_data = 18 };
    const bool has = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("amx-tile") &&
      __builtin_cpu_supports("amx-bf16");
    state = has && syscall(SYS_arch_prctl, request_permission, tile_data) == 0 ? 2 : 1;
    atomic_store_explicit(&known, state, memory_order_relaxed);
  }
  return state == 2;
}

/// What eight tiles of 16 rows of 64 bytes are called in `ldtilecfg`'s memory.
typedef struct configuration {
  uint8_t palette, start, reserved[14];
  uint16_t row_bytes[16];
  uint8_t rows[16];
} configuration;

AB_TILED static void begin_tiles(void) {
  configuration shape = {.palette = 1};
  for (int tile = 0; tile < 8; tile++) shape.row_bytes[tile] = 64, shape.rows[tile] = 16;
  _tile_loadconfig(&shape);
}

/// Copies `rows` rows of `columns` elements into `square`, and zeros beside and below them.
AB_TILED static void fetch(
  ptrdiff_t rows, ptrdiff_t columns, const float *from, ptrdiff_t row, ptrdiff_t column,
  float square[SIDE][SIDE]) {
  if (rows < SIDE || columns < SIDE) memset(square, 0, sizeof(float) * SIDE * SIDE);
  if (column == 1) {
    for (ptrdiff_t i = 0; i < rows; i++)
      memcpy(square[i], from + i * row, sizeof(float) * (size_t)columns);
  } else {
    for (ptrdiff_t j = 0; j < columns; j++)
      for (ptrdiff_t i = 0; i < rows; i++) square[i][j] = from[i * row + j * column];
  }
}

/// The three parts of each of 16 numbers, in the upper halves of its lanes.
typedef struct parts {
  __m512i of[3];
} parts;

/// Splits numbers, and notes in `unfit` those that have no such parts: infinities, NaNs, and numbers
/// so small that their low part is no normal number.
AB_TILED static inline parts split(const float *numbers, __mmask16 *unfit) {
  const __m512i upper = _mm512_set1_epi32((int)0xFFFF0000);
  const __m512 x = _mm512_loadu_ps(numbers), size = _mm512_abs_ps(x);
  const __mmask16 small = _mm512_cmp_ps_mask(size, _mm512_set1_ps(0x1p-100f), _CMP_LT_OQ);
  *unfit |= _mm512_mask_cmp_ps_mask(small, size, _mm512_setzero_ps(), _CMP_NEQ_OQ) |
    _mm512_cmp_ps_mask(size, _mm512_set1_ps(0x1.fffffep127f), _CMP_NLE_UQ);
  parts out;
  out.of[0] = _mm512_and_si512(_mm512_castps_si512(x), upper);
  const __m512 rest = _mm512_sub_ps(x, _mm512_castsi512_ps(out.of[0]));
  out.of[1] = _mm512_and_si512(_mm512_castps_si512(rest), upper);
  out.of[2] = _mm512_castps_si512(_mm512_sub_ps(rest, _mm512_castsi512_ps(out.of[1])));
  return out;
}

/// Packs a square of the left-hand matrix: each tile's row is a row of 32 steps of k.
AB_TILED static __mmask16 pack_left(float square[SIDE][SIDE], uint16_t *out) {
  __mmask16 unfit = 0;
  for (int i = 0; i < SIDE; i++) {
    const parts left = split(square[i], &unfit), right = split(square[i] + 16, &unfit);
    for (int part = 0; part < 3; part++) {
      const __m256i a = _mm512_cvtepi32_epi16(_mm512_srli_epi32(left.of[part], 16));
      const __m256i b = _mm512_cvtepi32_epi16(_mm512_srli_epi32(right.of[part], 16));
      _mm512_storeu_si512(
        out + part * PART + i * SIDE, _mm512_inserti64x4(_mm512_castsi256_si512(a), b, 1));
    }
  }
  return unfit;
}

/// Packs a square of the right-hand matrix: each tile's row is two steps of k of 16 columns, the two
/// of a column side by side.
AB_TILED static __mmask16 pack_right(float square[SIDE][SIDE], uint16_t *out) {
  const __m512i upper = _mm512_set1_epi32((int)0xFFFF0000);
  __mmask16 unfit = 0;
  for (int p = 0; p < SIDE; p += 2)
    for (int half = 0; half < 2; half++) {
      const parts even = split(square[p] + 16 * half, &unfit);
      const parts odd = split(square[p + 1] + 16 * half, &unfit);
      for (int part = 0; part < 3; part++)
        _mm512_storeu_si512(
          out + part * PART + half * PART / 2 + p / 2 * SIDE,
          _mm512_or_si512(
            _mm512_srli_epi32(even.of[part], 16), _mm512_and_si512(odd.of[part], upper)));
    }
  return unfit;
}

#define AB_LEFT(part) \
  _tile_loadd(4, a + (part) * PART, 64); \
  _tile_loadd(5, a + (part) * PART + PART / 2, 64)
#define AB_RIGHT(part) \
  _tile_loadd(6, b + (part) * PART, 64); \
  _tile_loadd(7, b + (part) * PART + PART / 2, 64)
#define AB_MULTIPLY() \
  _tile_dpbf16ps(0, 4, 6); \
  _tile_dpbf16ps(1, 4, 7); \
  _tile_dpbf16ps(2, 5, 6); \
  _tile_dpbf16ps(3, 5, 7)

/// Adds to a square of the result, at rows `row` apart, the products of `count` packed squares.
AB_TILED static void multiply_squares(
  ptrdiff_t count, const uint16_t *a, const uint16_t *b, float *c, ptrdiff_t row) {
  const ptrdiff_t stride = row * (ptrdiff_t)sizeof(float);
  _tile_loadd(0, c, stride);
  _tile_loadd(1, c + 16, stride);
  _tile_loadd(2, c + 16 * row, stride);
  _tile_loadd(3, c + 16 * row + 16, stride);
  for (ptrdiff_t p = 0; p < count; p++, a += 3 * PART, b += 3 * PART) {
    enum { high, middle, low };
    AB_LEFT(low);
    AB_RIGHT(high);
    AB_MULTIPLY();
    AB_LEFT(middle);
    AB_MULTIPLY();
    AB_RIGHT(middle);
    AB_MULTIPLY();
    AB_LEFT(high);
    AB_MULTIPLY();
    AB_RIGHT(low);
    AB_MULTIPLY();
    AB_RIGHT(high);
    AB_MULTIPLY();
  }
  _tile_stored(0, c, stride);
  _tile_stored(1, c + 16, stride);
  _tile_stored(2, c + 16 * row, stride);
  _tile_stored(3, c + 16 * row + 16, stride);
}

/// The same for a square of which only `rows` and `columns` are there.
AB_TILED static void multiply_edge(
  ptrdiff_t count, const uint16_t *a, const uint16_t *b, float *c, ptrdiff_t row, ptrdiff_t rows,
  ptrdiff_t columns) {
  float square[SIDE][SIDE];
  fetch(rows, columns, c, row, 1, square);
  multiply_squares(count, a, b, square[0], SIDE);
  for (ptrdiff_t i = 0; i < rows; i++)
    memcpy(c + i * row, square[i], sizeof(float) * (size_t)columns);
}

static ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

/// Packs the squares of `length` rows of the left-hand matrix, or columns of the right-hand one, and
/// `depth` steps of k.
AB_TILED static bool pack(
  bool is_left, ptrdiff_t length, ptrdiff_t depth, const float *data, ptrdiff_t along,
  ptrdiff_t deep, uint16_t *out) {
  float square[SIDE][SIDE];
  __mmask16 unfit = 0;
  for (ptrdiff_t i = 0; i < length; i += SIDE)
    for (ptrdiff_t p = 0; p < depth; p += SIDE, out += 3 * PART) {
      const float *from = data + i * along + p * deep;
      const ptrdiff_t sides = least(SIDE, length - i), steps = least(SIDE, depth - p);
      if (is_left) {
        fetch(sides, steps, from, along, deep, square);
        unfit |= pack_left(square, out);
      } else {
        fetch(steps, sides, from, deep, along, square);
        unfit |= pack_right(square, out);
      }
    }
  return unfit == 0;
}

static ptrdiff_t padded(ptrdiff_t length) { return (length + SIDE - 1) / SIDE * SIDE; }

size_t ab_tiles_workspace(size_t n) {
  const ptrdiff_t columns = padded(least((ptrdiff_t)n, BLOCK_N));
  return (size_t)(3 * (columns + BLOCK_M) * BLOCK_K) * sizeof(uint16_t);
}

AB_TILED bool ab_tiles_product(
  size_t rows, size_t columns, size_t depth, ab_matrix left, ab_matrix right, const float *bias,
  float *c, ptrdiff_t row_c, void *workspace) {
  const ptrdiff_t m = (ptrdiff_t)rows, n = (ptrdiff_t)columns, k = (ptrdiff_t)depth;
  const float *a = left.data, *b = right.data;
  for (ptrdiff_t i = 0; i < m; i++) {
    if (bias) memcpy(c + i * row_c, bias, sizeof(float) * columns);
    else memset(c + i * row_c, 0, sizeof(float) * columns);
  }
  bool fits = true;
  begin_tiles();
  for (ptrdiff_t jb = 0; jb < n && fits; jb += BLOCK_N)
    for (ptrdiff_t p = 0; p < k && fits; p += BLOCK_K) {
      const ptrdiff_t nb = least(BLOCK_N, n - jb), kb = least(BLOCK_K, k - p);
      const ptrdiff_t squares = padded(kb) / SIDE, strip = 3 * PART * squares;
      uint16_t *packed_b = workspace, *packed_a = packed_b + padded(nb) / SIDE * strip;
      fits = pack(
        false, nb, kb, b + p * right.row + jb * right.column, right.column, right.row, packed_b);
      for (ptrdiff_t ib = 0; ib < m && fits; ib += BLOCK_M) {
        const ptrdiff_t mb = least(BLOCK_M, m - ib);
        fits = pack(
          true, mb, kb, a + ib * left.row + p * left.column, left.row, left.column, packed_a);
        for (ptrdiff_t j = 0; j < nb; j += SIDE)
          for (ptrdiff_t i = 0; i < mb; i += SIDE) {
            const uint16_t *strip_a = packed_a + i / SIDE * strip;
            const uint16_t *strip_b = packed_b + j / SIDE * strip;
            float *square = c + (ib + i) * row_c + jb + j;
            if (mb - i >= SIDE && nb - j >= SIDE)
              multiply_squares(squares, strip_a, strip_b, square, row_c);
            else
              multiply_edge(
                squares, strip_a, strip_b, square, row_c, least(SIDE, mb - i),
                least(SIDE, nb - j));
          }
      }
    }
  _tile_release();
  return fits;
}

#else

bool ab_tiles_ready(void) { return false; }

size_t ab_tiles_workspace(size_t n) { return n; }

bool ab_tiles_product(
  size_t m, size_t n, size_t k, ab_matrix a, ab_matrix b, const float *bias, float *c,
  ptrdiff_t row_c, void *workspace) {
  (void)m, (void)n, (void)k, (void)a, (void)b, (void)bias, (void)c, (void)row_c, (void)workspace;
  return false;
}

#endif
