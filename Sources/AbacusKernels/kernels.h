// The body of one level's translation unit: every kernel for float and double, then the table.
// The file that includes this sets AB_TABLE, AB_NAME, AB_VECTOR_BYTES and AB_TILE_ROWS.

#define AB_PASTE_(a, b) a##b
#define AB_PASTE(a, b) AB_PASTE_(a, b)
#define AB_INLINE static inline __attribute__((always_inline))
// A loop of constant length stays a loop until it is vectorized.
#define AB_VECTORIZED _Pragma("clang loop unroll(disable)")
#define AB_UNUSED __attribute__((unused))

#include "vector_math.h"
#include "special_math.h"
#include "walk.h"

#define T float
#define S f32
#define N(literal) ((float)(literal))
#define FN(name) name##f
#include "float_operators.h"
#include "elementwise.h"
#include "reductions.h"
#include "losses.h"
#include "optimizers.h"
#include "product.h"
#include "convolution.h"
#include "pooling.h"
#include "normalization.h"
#include "recurrent.h"
#include "pointwise_losses.h"
#undef T
#undef S
#undef N
#undef FN
#include "undefine_operators.h"

#define T double
#define S f64
#define N(literal) literal
#define FN(name) name
#include "float_operators.h"
#include "elementwise.h"
#include "reductions.h"
#include "losses.h"
#include "optimizers.h"
#include "product.h"
#include "convolution.h"
#include "pooling.h"
#include "normalization.h"
#include "recurrent.h"
#include "pointwise_losses.h"
#undef T
#undef S
#undef N
#undef FN
#include "undefine_operators.h"

#include "integers.h"
#include "table.h"
