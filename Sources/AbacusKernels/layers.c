// The scratch memory that the kernels of the layers need.
#include "AbacusKernels.h"

/// The most of two numbers.
static size_t most(size_t a, size_t b) { return a > b ? a : b; }

size_t ab_convolution_workspace(ab_dtype type, const ab_convolution *c) {
  const size_t depth = (size_t)(c->channels * c->kernel[0] * c->kernel[1]);
  const size_t filters = (size_t)c->filters, windows = (size_t)(c->tile * c->columns);
  const size_t own = depth * (windows + filters) * ab_size(type) + 128;
  const size_t forward = ab_product_workspace(type, filters, windows, depth);
  const size_t input = ab_product_workspace(type, depth, windows, filters);
  const size_t weight = ab_product_workspace(type, depth, filters, windows);
  return own + most(forward, most(input, weight));
}

size_t ab_recurrence_workspace(ab_dtype type, const ab_recurrence *r) {
  const size_t hidden = (size_t)r->hidden, batch = (size_t)r->batch, inputs = (size_t)r->inputs;
  const size_t rows = (r->cell == ab_cell_lstm ? 4 : r->cell == ab_cell_gru ? 3 : 1) * hidden;
  const size_t columns = (size_t)r->steps * batch;
  const size_t own = rows * batch + 2 * hidden * batch + rows * hidden + 256;
  const size_t forward = ab_product_workspace(type, rows, columns, inputs);
  const size_t back = ab_product_workspace(type, columns, inputs, rows);
  const size_t input = ab_product_workspace(type, rows, inputs, columns);
  const size_t state = ab_product_workspace(type, rows, hidden, columns);
  const size_t step = ab_product_workspace(type, rows, batch, hidden);
  const size_t step_back = ab_product_workspace(type, hidden, batch, rows);
  const size_t operands = most(most(forward, back), most(input, state));
  return own * ab_size(type) + most(operands, most(step, step_back));
}
