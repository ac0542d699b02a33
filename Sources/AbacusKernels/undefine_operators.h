// Ends the meaning that `float_operators.h` gave to the formulas.
#undef NAME
#undef ABS
#undef SQRT
#undef SIGN
#undef EXP
#undef LOG
#undef TANH
#undef SIGMOID
#undef SOFTPLUS
#undef REMAINDER
#undef FLOOR_DIVIDE
#undef ab_exp_f64
#undef ab_log_f64
#undef ab_tanh_f64
