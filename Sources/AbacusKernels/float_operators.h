// What the formulas of `ab_operators.h` mean for the float type T.
#define NAME(base) AB_PASTE(AB_PASTE(base, _), S)
#define ABS(x) FN(fabs)(x)
// Unlike sqrt, it sets no errno, so that loops with it become vector code.
#define SQRT(x) __builtin_elementwise_sqrt(x)
#define SIGN(x) ((T)((x) > 0) - (T)((x) < 0))
#define EXP(x) NAME(ab_exp)(x)
#define LOG(x) NAME(ab_log)(x)
#define TANH(x) NAME(ab_tanh)(x)
#define SIGMOID(x) NAME(ab_sigmoid)(x)
#define SOFTPLUS(x) NAME(ab_softplus)(x)
#define REMAINDER(a, b) NAME(ab_remainder)(a, b)
#define FLOOR_DIVIDE(a, b) NAME(ab_floor_divide)(a, b)
#define ab_exp_f64 exp
#define ab_log_f64 log
#define ab_tanh_f64 tanh

/// a - b ⌊a / b⌋: the sign is that of `b`.
AB_INLINE T NAME(ab_remainder)(T a, T b) {
  const T rest = FN(fmod)(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/// ⌊a / b⌋ of the exact quotient, which a / b may have rounded up; as Python's `//`.
AB_INLINE T NAME(ab_floor_divide)(T a, T b) {
  if (b == 0) return a / b;
  const T rest = FN(fmod)(a, b);
  const T quotient = (a - rest) / b - (rest != 0 && (rest < 0) != (b < 0));
  return quotient == 0 ? FN(copysign)(0, a / b) : FN(rint)(quotient);
}
