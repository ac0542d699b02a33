#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What the elements of a tensor are. The order is that of Swift's `DType`.
typedef enum ab_dtype { ab_f32, ab_f64, ab_i64, ab_i32, ab_i8, ab_u8, ab_bool } ab_dtype;
