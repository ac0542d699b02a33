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

/// The second derivative of log Γ, by the same steps (6.4.6, 6.4.7 and 6.4.12).
static double ab_trigamma(double x) {
  const double pi = 3.14159265358979323846;
  if (x < 0.5) {
    const double sine = sin(pi * fmod(x, 1));
    return pi * pi / (sine * sine) - ab_trigamma(1 - x);
  }
  double sum = 0;
  for (; x < 10; x++) sum += 1 / (x * x);
  const double z = 1 / (x * x);
  double tail = 691.0 / 2730;
  tail = 5.0 / 66 - z * tail;
  tail = 1.0 / 30 - z * tail;
  tail = 1.0 / 42 - z * tail;
  tail = 1.0 / 30 - z * tail;
  tail = 1.0 / 6 - z * tail;
  return sum + 1 / x + z / 2 + z / x * tail;
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
