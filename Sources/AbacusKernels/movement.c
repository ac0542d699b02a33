// Kernels that move, convert or pick elements, whatever they are.
#include <math.h>
#include <string.h>

#include "AbacusKernels.h"

#define AB_INLINE static inline __attribute__((always_inline))
#include "walk.h"

size_t ab_size(ab_dtype type) {
  static const size_t sizes[] = {4, 8, 8, 4, 1, 1, 1};
  return sizes[type];
}

#define AB_BY_SIZE(size, body) \
  switch (size) { \
  case 1: body(uint8_t) break; \
  case 4: body(uint32_t) break; \
  case 8: body(uint64_t) break; \
  }

void ab_copy(
  size_t size, int rank, const ptrdiff_t *shape, const void *source, const ptrdiff_t *from,
  void *target, const ptrdiff_t *to) {
  const ab_walk walk = ab_walk_over(rank, shape, 2, (const ptrdiff_t *const[]){from, to});
  ptrdiff_t counter[AB_MAX_RANK] = {0}, offset[2] = {0};
  do {
    if (walk.step[0] == 1 && walk.step[1] == 1) {
      memcpy(
        (char *)target + offset[1] * (ptrdiff_t)size,
        (const char *)source + offset[0] * (ptrdiff_t)size, (size_t)walk.count * size);
      continue;
    }
#define AB_BODY(type) { \
    const type *in = (const type *)source + offset[0]; \
    type *out = (type *)target + offset[1]; \
    for (ptrdiff_t i = 0; i < walk.count; i++) out[i * walk.step[1]] = in[i * walk.step[0]]; \
  }
    AB_BY_SIZE(size, AB_BODY)
#undef AB_BODY
  } while (ab_walk_next(&walk, 2, counter, offset));
}

/// A float's integer part; what no int64 can hold becomes the smallest one, as on x86.
AB_INLINE int64_t ab_to_integer(double x) {
  return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN;
}

/// The same for int32, through which the smaller integers are reached too.
AB_INLINE int32_t ab_to_int32(double x) {
  return x > -0x1p31 - 1 && x < 0x1p31 ? (int32_t)x : INT32_MIN;
}

#define AB_CONVERT(target_t, value) \
  for (size_t i = 0; i < count; i++) ((target_t *)target)[i] = (target_t)(value);

#define AB_FROM_FLOAT(type) \
  { \
    const type *in = source; \
    switch (to) { \
    case ab_f32: AB_CONVERT(float, in[i]) break; \
    case ab_f64: AB_CONVERT(double, in[i]) break; \
    case ab_i64: AB_CONVERT(int64_t, ab_to_integer((double)in[i])) break; \
    case ab_i32: AB_CONVERT(int32_t, ab_to_int32((double)in[i])) break; \
    case ab_i8: AB_CONVERT(int8_t, ab_to_int32((double)in[i])) break; \
    case ab_u8: AB_CONVERT(uint8_t, ab_to_int32((double)in[i])) break; \
    case ab_bool: AB_CONVERT(bool, in[i] != 0) break; \
    } \
  }

#define AB_FROM_INTEGER(type) \
  { \
    const type *in = source; \
    switch (to) { \
    case ab_f32: AB_CONVERT(float, in[i]) break; \
    case ab_f64: AB_CONVERT(double, in[i]) break; \
    case ab_i64: AB_CONVERT(int64_t, in[i]) break; \
    case ab_i32: AB_CONVERT(int32_t, in[i]) break; \
    case ab_i8: AB_CONVERT(int8_t, in[i]) break; \
    case ab_u8: AB_CONVERT(uint8_t, in[i]) break; \
    case ab_bool: AB_CONVERT(bool, in[i] != 0) break; \
    } \
  }

void ab_cast(ab_dtype from, const void *source, ab_dtype to, void *target, size_t count) {
  switch (from) {
  case ab_f32: AB_FROM_FLOAT(float) break;
  case ab_f64: AB_FROM_FLOAT(double) break;
  case ab_i64: AB_FROM_INTEGER(int64_t) break;
  case ab_i32: AB_FROM_INTEGER(int32_t) break;
  case ab_i8: AB_FROM_INTEGER(int8_t) break;
  case ab_u8: AB_FROM_INTEGER(uint8_t) break;
  case ab_bool: AB_FROM_INTEGER(bool) break;
  }
}

void ab_fill(size_t size, const void *value, void *target, size_t count) {
#define AB_BODY(type) { \
    type element; \
    memcpy(&element, value, sizeof element); \
    for (size_t i = 0; i < count; i++) ((type *)target)[i] = element; \
  }
  AB_BY_SIZE(size, AB_BODY)
#undef AB_BODY
}

void ab_select(
  size_t size, const uint8_t *condition, const void *a, const void *b, void *out, size_t count) {
#define AB_BODY(type) \
  for (size_t i = 0; i < count; i++) \
    ((type *)out)[i] = condition[i] ? ((const type *)a)[i] : ((const type *)b)[i];
  AB_BY_SIZE(size, AB_BODY)
#undef AB_BODY
}

ptrdiff_t ab_places(
  int rank, const ptrdiff_t *shape, const ptrdiff_t *strides, const int64_t *index,
  ptrdiff_t extent, ptrdiff_t step, int64_t *place) {
  const ab_walk walk = ab_walk_over(rank, shape, 1, (const ptrdiff_t *const[]){strides});
  ptrdiff_t counter[AB_MAX_RANK] = {0}, offset[1] = {0}, done = 0;
  do {
    for (ptrdiff_t i = 0; i < walk.count; i++, done++) {
      const int64_t chosen = index[done] < 0 ? index[done] + extent : index[done];
      if (chosen < 0 || chosen >= extent) return done;
      place[done] = offset[0] + i * walk.step[0] + chosen * step;
    }
  } while (ab_walk_next(&walk, 1, counter, offset));
  return done;
}

void ab_gather_rows(
  size_t bytes, const void *source, const int64_t *index, void *target, size_t count) {
#define AB_BODY(type) { \
    for (size_t i = 0; i < count; i++) ((type *)target)[i] = ((const type *)source)[index[i]]; \
    return; \
  }
  AB_BY_SIZE(bytes, AB_BODY)
#undef AB_BODY
  for (size_t i = 0; i < count; i++)
    memcpy((char *)target + i * bytes, (const char *)source + (size_t)index[i] * bytes, bytes);
}

#define AB_SCATTER(type, plus) \
  { \
    const type *in = source; \
    for (size_t i = 0; i < count; i++) { \
      type *row = (type *)target + (size_t)index[i] * width; \
      if (add) \
        for (size_t j = 0; j < width; j++) row[j] = (type)(plus); \
      else memcpy(row, in + i * width, width * sizeof(type)); \
    } \
  }

void ab_scatter_rows(
  ab_dtype type, bool add, const void *source, const int64_t *index, void *target, size_t count,
  size_t width) {
  switch (type) {
  case ab_f32: AB_SCATTER(float, row[j] + in[i * width + j]) break;
  case ab_f64: AB_SCATTER(double, row[j] + in[i * width + j]) break;
  case ab_i64: AB_SCATTER(int64_t, (uint64_t)row[j] + (uint64_t)in[i * width + j]) break;
  case ab_i32: AB_SCATTER(int32_t, (uint32_t)row[j] + (uint32_t)in[i * width + j]) break;
  case ab_i8: AB_SCATTER(int8_t, row[j] + in[i * width + j]) break;
  case ab_u8: AB_SCATTER(uint8_t, row[j] + in[i * width + j]) break;
  case ab_bool: AB_SCATTER(bool, row[j] || in[i * width + j]) break;
  }
}

#define AB_CUMULATE(type, sum_type) \
  for (size_t o = 0; o < outer; o++) \
    for (size_t i = 0; i < inner; i++) { \
      sum_type sum = 0; \
      for (size_t j = 0; j < count; j++) { \
        const size_t at = (o * count + j) * inner + i; \
        sum += (sum_type)((const type *)x)[at]; \
        ((type *)y)[at] = (type)sum; \
      } \
    }

void ab_cumulative_sum(
  ab_dtype type, const void *x, void *y, size_t outer, size_t count, size_t inner) {
  switch (type) {
  case ab_f32: AB_CUMULATE(float, double) break;
  case ab_f64: AB_CUMULATE(double, double) break;
  case ab_i64: AB_CUMULATE(int64_t, uint64_t) break;
  default: break;
  }
}

#define AB_EACH(formula) \
  for (size_t i = 0; i < count; i++) { \
    const int64_t v = in[i]; \
    out[i] = (formula); \
  } \
  return true;

#define AB_INTEGERS(type) \
  { \
    const type *in = x; \
    type *out = y; \
    switch (op) { \
    case ab_unary_neg: AB_EACH((type)(0 - (uint64_t)v)) \
    case ab_unary_abs: AB_EACH((type)(v < 0 ? 0 - (uint64_t)v : (uint64_t)v)) \
    case ab_unary_sign: AB_EACH((type)((v > 0) - (v < 0))) \
    case ab_unary_square: AB_EACH((type)((uint64_t)v * (uint64_t)v)) \
    case ab_unary_relu: AB_EACH((type)(v < 0 ? 0 : v)) \
    case ab_unary_clamp: AB_EACH((type)(v < a ? a : v > b ? b : v)) \
    case ab_unary_round: \
    case ab_unary_floor: \
    case ab_unary_ceil: \
    case ab_unary_trunc: memcpy(y, x, count * sizeof(type)); return true; \
    default: return false; \
    } \
  }

bool ab_unary_integer(
  ab_dtype type, ab_unary op, const void *x, void *y, size_t count, int64_t a, int64_t b) {
  switch (type) {
  case ab_i64: AB_INTEGERS(int64_t)
  case ab_i32: AB_INTEGERS(int32_t)
  case ab_i8: AB_INTEGERS(int8_t)
  case ab_u8: AB_INTEGERS(uint8_t)
  case ab_bool: AB_INTEGERS(bool)
  default: return false;
  }
}

static _Thread_local bool ab_recording = true;

bool ab_records_gradients(void) { return ab_recording; }

bool ab_set_records_gradients(bool on) {
  const bool was = ab_recording;
  ab_recording = on;
  return was;
}
