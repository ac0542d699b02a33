// Two-operand kernels for the integer types and `bool`, one loop each: their speed matters less.
// Overflow wraps, and division by zero gives 0, so that nothing traps.

#define I(x) ((uint64_t)(x))
#define QUOTIENT(a, b) \
  ((b) == 0 ? 0 : (int64_t)(b) == -1 ? (int64_t)(0 - I(a)) : (int64_t)(a) / (int64_t)(b))
#define FLOOR_QUOTIENT(a, b) ab_floor_quotient((int64_t)(a), (int64_t)(b))
#define FLOOR_REMAINDER(a, b) ab_floor_remainder((int64_t)(a), (int64_t)(b))
#define TRUNC_REMAINDER(a, b) \
  ((b) == 0 || (int64_t)(b) == -1 ? 0 : (int64_t)(a) % (int64_t)(b))
#define INTEGER_POWER(a, b) ab_integer_power((int64_t)(a), (int64_t)(b))

AB_INLINE int64_t ab_floor_remainder(int64_t a, int64_t b) {
  if (b == 0 || b == -1) return 0;
  const int64_t rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

AB_INLINE int64_t ab_floor_quotient(int64_t a, int64_t b) {
  if (b == 0) return 0;
  if (b == -1) return (int64_t)(0 - I(a));
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0));
}

/// aᵇ modulo 2⁶⁴ by squaring; negative powers are 0 unless `a` is 1 or -1.
AB_INLINE int64_t ab_integer_power(int64_t a, int64_t b) {
  if (b < 0) return a == 1 ? 1 : a == -1 ? (b & 1 ? -1 : 1) : 0;
  uint64_t result = 1, base = I(a);
  for (; b > 0; b >>= 1, base *= base)
    if (b & 1) result *= base;
  return (int64_t)result;
}

#define AB_CASE(name, formula, integer) \
  case ab_binary_##name: \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T a = as[i * step_a], b = bs[i * step_b]; \
      out[i] = (T)(integer); \
    } \
    return;
#define AB_CASE_COMPARE(name, formula) \
  case ab_compare_##name: \
    for (ptrdiff_t i = 0; i < count; i++) { \
      const T a = as[i * step_a], b = bs[i * step_b]; \
      out[i] = formula; \
    } \
    return;
#define NAME(base) AB_PASTE(AB_PASTE(base, _), S)

#define T int64_t
#define S i64
#include "integer_rows.h"
#undef T
#undef S
#define T int32_t
#define S i32
#include "integer_rows.h"
#undef T
#undef S
#define T int8_t
#define S i8
#include "integer_rows.h"
#undef T
#undef S
#define T uint8_t
#define S u8
#include "integer_rows.h"
#undef T
#undef S
#define T bool
#define S bool
#include "integer_rows.h"
#undef T
#undef S

#undef AB_CASE
#undef AB_CASE_COMPARE
#undef NAME
