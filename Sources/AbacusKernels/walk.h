// Walking several strided arrays of one shape at once.

/// A nest of loops: one row of `count` elements, and the loops around it.
typedef struct ab_walk {
  int loops;
  ptrdiff_t count, step[3];
  ptrdiff_t extent[AB_MAX_RANK], stride[3][AB_MAX_RANK];
} ab_walk;

/// Makes the fewest loops that visit the elements in row-major order: dimensions of extent 1 go,
/// neighbours that every operand steps through evenly become one.
static ab_walk ab_walk_over(
  int rank, const ptrdiff_t *shape, int operands, const ptrdiff_t *const strides[]) {
  ab_walk walk;
  int last = -1;
  for (int d = 0; d < rank; d++) {
    if (shape[d] == 1) continue;
    bool even = last >= 0;
    for (int k = 0; even && k < operands; k++)
      even = walk.stride[k][last] == strides[k][d] * shape[d];
    if (!even) walk.extent[++last] = shape[d];
    else walk.extent[last] *= shape[d];
    for (int k = 0; k < operands; k++) walk.stride[k][last] = strides[k][d];
  }
  walk.loops = last < 0 ? 0 : last;
  walk.count = last < 0 ? 1 : walk.extent[last];
  for (int k = 0; k < operands; k++) walk.step[k] = last < 0 ? 0 : walk.stride[k][last];
  return walk;
}

/// Moves to the next row: adds to the operands' offsets, and returns false after the last row.
AB_INLINE bool ab_walk_next(
  const ab_walk *walk, int operands, ptrdiff_t *restrict counter, ptrdiff_t *restrict offset) {
  for (int d = walk->loops - 1; d >= 0; d--) {
    for (int k = 0; k < operands; k++) offset[k] += walk->stride[k][d];
    if (++counter[d] < walk->extent[d]) return true;
    for (int k = 0; k < operands; k++) offset[k] -= walk->stride[k][d] * walk->extent[d];
    counter[d] = 0;
  }
  return false;
}
