// Rows of two operands of the integer type T.

static void NAME(binary_row)(
  ab_binary op, const T *as, ptrdiff_t step_a, const T *bs, ptrdiff_t step_b, T *out,
  ptrdiff_t count) {
  switch (op) { AB_BINARY_OPERATORS(AB_CASE) }
}

static void NAME(compare_row)(
  ab_compare op, const T *as, ptrdiff_t step_a, const T *bs, ptrdiff_t step_b, uint8_t *out,
  ptrdiff_t count) {
  switch (op) { AB_COMPARE_OPERATORS(AB_CASE_COMPARE) }
}
