#pragma once

// The elementwise operators. Adding one is adding a row here and a row to the Swift table of the
// same name. The formulas are compiled for float and double and for each instruction set: `T` is
// the element type, `N` a literal of it, `EXP`, `LOG` … its functions.

#define AB_GELU_TANH(x) TANH(N(0.797884560802865355880) * (x + N(0.044715) * x * x * x))

/// name, y from x, the gradient from g, x and y; `a` and `b` are the operator's parameters.
#define AB_UNARY_OPERATORS(X) \
  X(neg, -x, -g) \
  X(abs, ABS(x), g * SIGN(x)) \
  X(sign, SIGN(x), g * 0) \
  X(square, x * x, g * (x + x)) \
  X(sqrt, SQRT(x), g / (y + y)) \
  X(rsqrt, 1 / SQRT(x), N(-0.5) * g * (y * y * y)) \
  X(reciprocal, 1 / x, -g * (y * y)) \
  X(exp, EXP(x), g * y) \
  X(expm1, FN(expm1)(x), g * (y + 1)) \
  X(log, LOG(x), g / x) \
  X(log2, FN(log2)(x), g / (x * N(0.693147180559945309417))) \
  X(log10, FN(log10)(x), g / (x * N(2.30258509299404568402))) \
  X(log1p, FN(log1p)(x), g / (x + 1)) \
  X(sin, FN(sin)(x), g * FN(cos)(x)) \
  X(cos, FN(cos)(x), -g * FN(sin)(x)) \
  X(tan, FN(tan)(x), g * (y * y + 1)) \
  X(asin, FN(asin)(x), g / SQRT(1 - x * x)) \
  X(acos, FN(acos)(x), -g / SQRT(1 - x * x)) \
  X(atan, FN(atan)(x), g / (x * x + 1)) \
  X(sinh, FN(sinh)(x), g * FN(cosh)(x)) \
  X(cosh, FN(cosh)(x), g * FN(sinh)(x)) \
  X(tanh, TANH(x), g * (1 - y * y)) \
  X(erf, FN(erf)(x), g * N(1.12837916709551257390) * EXP(-x * x)) \
  X(sigmoid, SIGMOID(x), g * ((1 - y) * y)) \
  X(log_sigmoid, -SOFTPLUS(-x), g * SIGMOID(-x)) \
  X(relu, x < 0 ? N(0) : x, y <= 0 ? N(0) : g) \
  X(leaky_relu, x > 0 ? x : x * a, x > 0 ? g : g * a) \
  X(elu, x > 0 ? x : a * FN(expm1)(x), x <= 0 ? g * a * EXP(x) : g) \
  X(silu, x * SIGMOID(x), g * SIGMOID(x) * (1 + x * (1 - SIGMOID(x)))) \
  X(gelu, x * N(0.5) * (1 + FN(erf)(x * N(0.707106781186547524401))), \
    g * (N(0.5) * (1 + FN(erf)(x * N(0.707106781186547524401))) \
      + x * N(0.398942280401432677940) * EXP(N(-0.5) * x * x))) \
  X(softplus, x * a > b ? x : SOFTPLUS(x * a) / a, x * a > b ? g : g * SIGMOID(x * a)) \
  X(clamp, (x < a ? a : x) > b ? b : x < a ? a : x, \
    (x > a || a == -INFINITY) && (x < b || b == INFINITY) ? g : N(0)) \
  X(power, FN(pow)(x, a), a == 0 ? N(0) : g * (a * FN(pow)(x, a - 1))) \
  X(cube, x * x * x, g * (3 * x * x)) \
  X(round, FN(rint)(x), g * 0) \
  X(floor, FN(floor)(x), g * 0) \
  X(ceil, FN(ceil)(x), g * 0) \
  X(trunc, FN(trunc)(x), g * 0) \
  X(frac, x - FN(trunc)(x), g) \
  X(exp2, FN(exp2)(x), g * (y * N(0.693147180559945309417))) \
  X(asinh, FN(asinh)(x), g / SQRT(x * x + 1)) \
  X(acosh, FN(acosh)(x), g / SQRT(x * x - 1)) \
  X(atanh, FN(atanh)(x), g / (1 - x * x)) \
  X(erfc, FN(erfc)(x), -g * N(1.12837916709551257390) * EXP(-x * x)) \
  X(erfinv, ab_erfinv(x), g * N(0.886226925452758013649) * EXP(y * y)) \
  X(lgamma, FN(lgamma)(x), g * (T)ab_digamma(x)) \
  X(polygamma, ab_polygamma(a, x), g * (T)ab_polygamma(a + 1, x)) \
  X(logit, LOG(x / (1 - x)), g / (x * (1 - x))) \
  X(selu, x > 0 ? N(1.0507009873554804934193) * x : N(1.7580993408473768599402) * FN(expm1)(x), \
    g * (x > 0 ? N(1.0507009873554804934193) : N(1.7580993408473768599402) * EXP(x))) \
  X(celu, x > 0 ? x : a * FN(expm1)(x / a), x > 0 ? g : g * EXP(x / a)) \
  X(mish, x * TANH(SOFTPLUS(x)), \
    g * (TANH(SOFTPLUS(x)) + x * SIGMOID(x) * (1 - TANH(SOFTPLUS(x)) * TANH(SOFTPLUS(x))))) \
  X(hard_sigmoid, x <= -3 ? N(0) : x >= 3 ? N(1) : x / 6 + N(0.5), \
    x > -3 && x < 3 ? g / 6 : N(0)) \
  X(hard_swish, x <= -3 ? N(0) : x >= 3 ? x : x * (x / 6 + N(0.5)), \
    x <= -3 ? N(0) : x >= 3 ? g : g * (x / 3 + N(0.5))) \
  X(hardtanh, x < a ? a : x > b ? b : x, x > a && x < b ? g : N(0)) \
  X(softsign, x / (1 + ABS(x)), g / ((1 + ABS(x)) * (1 + ABS(x)))) \
  X(threshold, x <= a ? b : x, x <= a ? N(0) : g) \
  X(hardshrink, x >= -a && x <= a ? N(0) : x, x >= -a && x <= a ? N(0) : g) \
  X(softshrink, x > a ? x - a : x < -a ? x + a : x * 0, x >= -a && x <= a ? N(0) : g) \
  X(gelu_tanh, N(0.5) * x * (1 + AB_GELU_TANH(x)), \
    g * (N(0.5) * (1 + AB_GELU_TANH(x)) \
      + N(0.398942280401432677940) * x * (1 + N(0.134145) * x * x) \
        * (1 - AB_GELU_TANH(x) * AB_GELU_TANH(x))))

/// name, the formula for floats, the formula for integers (`I` reduces modulo 2⁶⁴).
#define AB_BINARY_OPERATORS(X) \
  X(add, a + b, I(a) + I(b)) \
  X(sub, a - b, I(a) - I(b)) \
  X(mul, a * b, I(a) * I(b)) \
  X(div, a / b, QUOTIENT(a, b)) \
  X(floor_div, FLOOR_DIVIDE(a, b), FLOOR_QUOTIENT(a, b)) \
  X(remainder, REMAINDER(a, b), FLOOR_REMAINDER(a, b)) \
  X(maximum, a != a ? a : b != b ? b : a > b ? a : b, a > b ? a : b) \
  X(minimum, a != a ? a : b != b ? b : a < b ? a : b, a < b ? a : b) \
  X(pow, FN(pow)(a, b), INTEGER_POWER(a, b)) \
  X(atan2, FN(atan2)(a, b), a * 0 + b * 0) \
  X(logical_and, a != 0 && b != 0, a != 0 && b != 0) \
  X(logical_or, a != 0 || b != 0, a != 0 || b != 0) \
  X(logical_xor, (a != 0) != (b != 0), (a != 0) != (b != 0)) \
  X(fmod, FN(fmod)(a, b), TRUNC_REMAINDER(a, b)) \
  X(hypot, FN(hypot)(a, b), a * 0 + b * 0) \
  X(copysign, FN(copysign)(a, b), a * 0 + b * 0) \
  X(logaddexp, a == b ? a + N(0.693147180559945309417) : a > b ? a + SOFTPLUS(b - a) \
      : b + SOFTPLUS(a - b), a * 0 + b * 0) \
  X(xlogy, b != b ? b : a == 0 ? N(0) : a * LOG(b), a * 0 + b * 0) \
  X(heaviside, a == 0 ? b : (T)(a > 0), a == 0 ? b : a > 0) \
  X(bitwise_and, a * 0 + b * 0, I(a) & I(b)) \
  X(bitwise_or, a * 0 + b * 0, I(a) | I(b)) \
  X(bitwise_xor, a * 0 + b * 0, I(a) ^ I(b)) \
  X(left_shift, a * 0 + b * 0, I(b) > 63 ? 0 : I(a) << I(b)) \
  X(right_shift, a * 0 + b * 0, (int64_t)(a) >> (I(b) > 63 ? 63 : I(b)))

/// name, the question.
#define AB_COMPARE_OPERATORS(X) \
  X(eq, a == b) \
  X(ne, a != b) \
  X(lt, a < b) \
  X(le, a <= b) \
  X(gt, a > b) \
  X(ge, a >= b)
