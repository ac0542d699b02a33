// Special functions in double precision; float kernels round their results.

/// The derivative of log Γ; -inf or inf at ±0, NaN at the negative integers.
///
/// ψ(x) = ψ(x + 1) - 1/x up to x = 10, there the asymptotic series, whose next term is below
/// 1e-16; ψ(1 - x) = ψ(x) + π cot πx below 0 (Abramowitz and Stegun, 6.3.5, 6.3.7 and 6.3.18).
static double ab_digamma(double x) {
  const double pi = 3.14159265358979323846;
  if (x == 0) return copysign(INFINITY, -x);
  if (x < 0) return floor(x) == x ? NAN : ab_digamma(1 - x) - pi / tan(pi * fmod(x, 1));
  double sum = 0;
  for (; x < 10; x++) sum -= 1 / x;
  const double z = 1 / (x * x);
  double tail = 1.0 / 12;
  tail = 691.0 / 32760 - z * tail;
  tail = 1.0 / 132 - z * tail;
  tail = 1.0 / 240 - z * tail;
  tail = 1.0 / 252 - z * tail;
  tail = 1.0 / 120 - z * tail;
  tail = 1.0 / 12 - z * tail;
  return sum + log(x) - 0.5 / x - z * tail;
}

/// The derivative number `order` of ψ, 1 or more; NaN below -100000.
///
/// ψₙ(x) = ψₙ(x + 1) - (-1)ⁿ n! / xⁿ⁺¹ up to x = 20, there the asymptotic series, whose next term is
/// below 1e-16 (6.4.6 and 6.4.11).
static double ab_polygamma_above(int order, double x) {
  static const double bernoulli[] = {1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66,
                                     -691.0 / 2730, 7.0 / 6};
  if (x < -100000) return NAN;
  const double factorial = tgamma(order + 1.0);
  double sum = 0;
  for (; x < 20; x++) sum += factorial / pow(x, order + 1);
  double power = factorial / order / pow(x, order);
  sum += power + power * order / x / 2;
  // (2k + n - 1)! / (2k)! / x^(2k + n), from one k to the next.
  for (int k = 1; k <= 7; k++) {
    power *= (2 * k + order - 1) * (2 * k + order - 2.0) / ((2 * k) * (2 * k - 1.0) * x * x);
    sum += bernoulli[k - 1] * power;
  }
  return order % 2 ? sum : -sum;
}

/// The derivative number `order` of ψ.
static double ab_polygamma(double order, double x) {
  return order < 1 ? ab_digamma(x) : ab_polygamma_above((int)order, x);
}

/// The x with erf x = y; ±inf at ±1, NaN beyond.
///
/// From an approximation good to 3 digits (S. Winitzki, 2008) by three steps of Halley's method;
/// near 1 the distance is taken between 1 - y and erfc, which do not cancel.
static double ab_erfinv(double y) {
  const double size = fabs(y);
  if (!(size < 1)) return size == 1 ? copysign(INFINITY, y) : NAN;
  const double a = 0.147, l = log1p(-size * size);
  const double h = 2 / (3.14159265358979323846 * a) + l / 2;
  double x = sqrt(fmax(sqrt(h * h - l / a) - h, 0));
  for (int step = 0; step < 3; step++) {
    const double miss = size < 0.5 ? erf(x) - size : (1 - size) - erfc(x);
    const double newton = miss / (1.12837916709551257390 * exp(-x * x));
    x -= newton / (1 + x * newton);
  }
  return copysign(x, y);
}
