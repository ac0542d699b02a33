// Steps of optimizers for the float type T, each in one pass over the parameter.
//
// They round where PyTorch rounds, so that paths stay together where a parameter passes by 0: a
// product that is rounded on its own there has a statement of its own here. What may be null is told
// by a constant: a masked access to it would be many times slower than none.

#define AB_STEP_LOOP \
  for (size_t i = 0; i < count; i++) { \
    const T g = sign * gs[i] + decay * p[i];
#define AB_STEP_END }

/// v = kept · v + share · g; p -= rate · v, or rate · (g + kept · v) in Nesterov's form.
AB_INLINE void NAME(step_momentum)(
  const ab_step *step, T *restrict p, const T *restrict gs, T *restrict mean, size_t count) {
  const T rate = (T)step->rate, sign = (T)step->sign, decay = (T)step->decay;
  const T kept = (T)step->kept, share = (T)step->share;
  const bool ahead = step->nesterov;
  AB_STEP_LOOP
    const T faded = kept * mean[i];
    const T v = mean[i] = faded + share * g;
    const T slope = ahead ? g + kept * v : v;
    p[i] -= rate * slope;
  AB_STEP_END
}

/// m += share · (g - m); v = squares_kept · v + squares_share · g²;
/// p = shrink · p - rate · m / (√v / correction + ε), of the largest v so far with `most`.
AB_INLINE void NAME(step_adam)(
  const ab_step *step, T *restrict p, const T *restrict gs, T *restrict mean,
  T *restrict squares, T *restrict most, size_t count, const bool keeps_most) {
  const T rate = (T)step->rate, sign = (T)step->sign, decay = (T)step->decay;
  const T share = (T)step->share, shrink = (T)step->shrink;
  const T old = (T)step->squares_kept, new = (T)step->squares_share;
  const T correction = (T)step->correction, epsilon = (T)step->epsilon;
  AB_STEP_LOOP
    const T m = mean[i] = mean[i] + share * (g - mean[i]);
    const T faded = old * squares[i];
    T v = squares[i] = faded + new * g * g;
    if (keeps_most) v = most[i] = most[i] < v ? v : most[i];
    const T shrunk = shrink * p[i];
    p[i] = shrunk - rate * m / (SQRT(v) / correction + epsilon);
  AB_STEP_END
}

/// v = squares_kept · v + squares_share · g²; q = g / (√v + ε), of the variance v - c² with the
/// running mean c; p -= rate · q, or rate · b with b = kept · b + q when there is a velocity b.
AB_INLINE void NAME(step_rmsprop)(
  const ab_step *step, T *restrict p, const T *restrict gs, T *restrict velocity,
  T *restrict squares, T *restrict centre, size_t count, const bool is_centred,
  const bool is_carried) {
  const T rate = (T)step->rate, sign = (T)step->sign, decay = (T)step->decay;
  const T kept = (T)step->kept, epsilon = (T)step->epsilon;
  const T old = (T)step->squares_kept, new = (T)step->squares_share;
  AB_STEP_LOOP
    const T faded = old * squares[i];
    T v = squares[i] = faded + new * g * g;
    if (is_centred) {
      const T c = centre[i] = centre[i] + new * (g - centre[i]);
      v -= c * c;
    }
    const T root = SQRT(v) + epsilon;
    if (is_carried) {
      const T slowed = kept * velocity[i];
      const T b = velocity[i] = slowed + g / root;
      p[i] -= rate * b;
    } else {
      p[i] -= rate * g / root;
    }
  AB_STEP_END
}

/// v += g²; p -= rate · g / (√v + ε).
AB_INLINE void NAME(step_adagrad)(
  const ab_step *step, T *restrict p, const T *restrict gs, T *restrict squares, size_t count) {
  const T rate = (T)step->rate, sign = (T)step->sign, decay = (T)step->decay;
  const T epsilon = (T)step->epsilon;
  AB_STEP_LOOP
    const T v = squares[i] += g * g;
    p[i] -= rate * g / (SQRT(v) + epsilon);
  AB_STEP_END
}

/// v = squares_kept · v + squares_share · g²; d = √(w + ε) / √(v + ε) · g; w likewise of d²;
/// p -= rate · d.
AB_INLINE void NAME(step_adadelta)(
  const ab_step *step, T *restrict p, const T *restrict gs, T *restrict squares,
  T *restrict moves, size_t count) {
  const T rate = (T)step->rate, sign = (T)step->sign, decay = (T)step->decay;
  const T old = (T)step->squares_kept, new = (T)step->squares_share;
  const T epsilon = (T)step->epsilon;
  AB_STEP_LOOP
    const T faded = old * squares[i];
    const T v = squares[i] = faded + new * g * g;
    const T d = SQRT(moves[i] + epsilon) / SQRT(v + epsilon) * g;
    const T slowed = old * moves[i];
    moves[i] = slowed + new * d * d;
    p[i] -= rate * d;
  AB_STEP_END
}

AB_INLINE void NAME(step)(
  ab_step_rule rule, const ab_step *step, T *p, const T *g, T *first, T *second, T *third,
  size_t count) {
  switch (rule) {
  case ab_step_momentum: NAME(step_momentum)(step, p, g, first, count); return;
  case ab_step_adam:
    if (third) NAME(step_adam)(step, p, g, first, second, third, count, true);
    else NAME(step_adam)(step, p, g, first, second, third, count, false);
    return;
  case ab_step_rmsprop:
    if (third && first)
      NAME(step_rmsprop)(step, p, g, first, second, third, count, true, true);
    else if (third) NAME(step_rmsprop)(step, p, g, first, second, third, count, true, false);
    else if (first) NAME(step_rmsprop)(step, p, g, first, second, third, count, false, true);
    else NAME(step_rmsprop)(step, p, g, first, second, third, count, false, false);
    return;
  case ab_step_adagrad: NAME(step_adagrad)(step, p, g, second, count); return;
  case ab_step_adadelta: NAME(step_adadelta)(step, p, g, second, third, count); return;
  }
}

#undef AB_STEP_LOOP
#undef AB_STEP_END
