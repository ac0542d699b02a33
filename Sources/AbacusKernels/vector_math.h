// Elementary functions without branches, so that loops over them become vector code.
//
// They are computed in double: then a float result is right to the last bit in nearly all cases
// (error below 0.501 ulp), and equal at every level. Double tensors use the C library.

// Bits are unsigned, so that sums with those of NaN wrap.

AB_INLINE double ab_from_bits(uint64_t bits) {
  double value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

AB_INLINE uint64_t ab_to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

/// e^x for |x| up to 700, beyond that its value there; relative error below 1e-15.
///
/// x = n ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor series up to r¹², whose next term is below
/// 2e-16; 2ⁿ by adding n to the exponent. Adding 1.5 · 2⁵² rounds to an integer in the low bits.
AB_INLINE double ab_exp_core(double x) {
  const double shift = 0x1.8p52;
  x = x > 700 ? 700 : x;
  x = x < -700 ? -700 : x;
  const double shifted = x * 1.44269504088896338700 + shift;
  const double n = shifted - shift;
  const double r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
  double p = 2.08767569878680989792e-09;
  p = p * r + 2.50521083854417187751e-08;
  p = p * r + 2.75573192239858906526e-07;
  p = p * r + 2.75573192239858906526e-06;
  p = p * r + 2.48015873015873015873e-05;
  p = p * r + 1.98412698412698412698e-04;
  p = p * r + 1.38888888888888888889e-03;
  p = p * r + 8.33333333333333333333e-03;
  p = p * r + 4.16666666666666666667e-02;
  p = p * r + 1.66666666666666666667e-01;
  p = p * r + 0.5;
  p = p * r + 1.0;
  p = p * r + 1.0;
  return p * ab_from_bits((ab_to_bits(shifted) << 52) + ab_to_bits(1.0));
}

/// The natural logarithm of a positive, finite, normal double; relative error below 1e-15.
///
/// x = 2ⁿ m with m in [√½, √2); log m = 2 atanh s, s = (m - 1)/(m + 1), |s| < 0.1716, by its
/// series up to s²¹, whose next term is below 2e-18.
AB_INLINE double ab_log_core(double x) {
  const uint64_t bits = ab_to_bits(x);
  const int64_t exponent = (int64_t)(bits - ab_to_bits(0.70710678118654752440)) >> 52;
  const double m = ab_from_bits(bits - ((uint64_t)exponent << 52));
  const double n = ab_from_bits((uint64_t)exponent + ab_to_bits(0x1.8p52)) - 0x1.8p52;
  const double s = (m - 1) / (m + 1), z = s * s;
  double p = 2.0 / 21;
  p = p * z + 2.0 / 19;
  p = p * z + 2.0 / 17;
  p = p * z + 2.0 / 15;
  p = p * z + 2.0 / 13;
  p = p * z + 2.0 / 11;
  p = p * z + 2.0 / 9;
  p = p * z + 2.0 / 7;
  p = p * z + 2.0 / 5;
  p = p * z + 2.0 / 3;
  return n * 6.93147180559945286227e-01 + (s * 2 + s * z * p);
}

AB_INLINE float ab_exp_f32(float x) { return (float)ab_exp_core(x); }

AB_INLINE float ab_log_f32(float x) {
  const float y = (float)ab_log_core(x);
  const float special = x == 0 ? -INFINITY : x > 0 ? x : NAN;
  return x > 0 && x < INFINITY ? y : special;
}

AB_INLINE float ab_tanh_f32(float x) {
  const double e = ab_exp_core(-2 * fabs((double)x));
  const float y = (float)((1 - e) / (1 + e));
  return fabsf(x) < 1e-5f ? x : copysignf(y, x);
}

AB_INLINE float ab_sigmoid_f32(float x) { return (float)(1 / (1 + ab_exp_core(-(double)x))); }

/// log(1 + e^x) = max(x, 0) + log1p(e^-|x|), in double.
AB_INLINE double ab_softplus_core(double x) {
  const double e = ab_exp_core(-fabs(x));
  const double tail = e < 1e-9 ? e : ab_log_core(1 + e);
  return (x < 0 ? 0 : x) + tail;
}

AB_INLINE float ab_softplus_f32(float x) { return (float)ab_softplus_core(x); }

AB_INLINE double ab_sigmoid_f64(double x) { return 1 / (1 + exp(-x)); }

AB_INLINE double ab_softplus_f64(double x) { return (x < 0 ? 0 : x) + log1p(exp(-fabs(x))); }
