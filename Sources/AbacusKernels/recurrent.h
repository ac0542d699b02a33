// Recurrent layers for the float type T.
//
// Sequences are columns, so that the weights are the left-hand side of every product and are read
// where they are. The input's part of all gates at all steps is one product.

/// How many gates a cell has.
AB_INLINE ptrdiff_t NAME(gates_of)(ab_cell cell) {
  return cell == ab_cell_lstm ? 4 : cell == ab_cell_gru ? 3 : 1;
}

/// What a step works on, from its first sequence on.
typedef struct NAME(time_step) {
  ptrdiff_t hidden, count, stride, batch;
  T *gates, *extra;
  T *h, *c;
} NAME(time_step);

AB_INLINE NAME(time_step) NAME(step_at)(const ab_recurrence *r, ptrdiff_t t) {
  const ptrdiff_t column = t * r->batch;
  return (NAME(time_step)){
    r->hidden, r->active ? (ptrdiff_t)r->active[t] : r->batch, r->stride, r->batch,
    (T *)r->gates + column, r->extra ? (T *)r->extra + column : NULL, r->h, r->c};
}

AB_INLINE T NAME(bias_at)(const T *bias, ptrdiff_t i) { return bias ? bias[i] : 0; }

/// The rows of one unit: gate k at `gates[k]`, its recurrent part at `parts[k]`.
#define AB_UNIT_ROWS(count) \
  T *gates[count]; \
  const T *parts[count]; \
  T biases[count], recurrent[count]; \
  for (ptrdiff_t k = 0; k < count; k++) { \
    gates[k] = s.gates + (k * s.hidden + j) * s.stride; \
    parts[k] = product + (k * s.hidden + j) * s.batch; \
    biases[k] = NAME(bias_at)(bias_x, k * s.hidden + j); \
    recurrent[k] = NAME(bias_at)(bias_h, k * s.hidden + j); \
  }

AB_INLINE void NAME(plain_unit)(
  NAME(time_step) s, ptrdiff_t j, const bool is_tanh, const T *product, const T *bias_x,
  const T *bias_h) {
  AB_UNIT_ROWS(1)
  T *restrict gate = gates[0], *restrict h = s.h + j * s.batch;
  const T *restrict part = parts[0], bias = biases[0] + recurrent[0];
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T x = gate[b] + part[b] + bias;
    gate[b] = h[b] = is_tanh ? TANH(x) : x < 0 ? 0 : x;
  }
}

AB_INLINE void NAME(lstm_unit)(
  NAME(time_step) s, ptrdiff_t j, const T *product, const T *bias_x, const T *bias_h) {
  AB_UNIT_ROWS(4)
  T *restrict in = gates[0], *restrict forget = gates[1], *restrict cell = gates[2];
  T *restrict out = gates[3], *restrict extra = s.extra + j * s.stride;
  T *restrict h = s.h + j * s.batch, *restrict c = s.c + j * s.batch;
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T i = SIGMOID(in[b] + parts[0][b] + (biases[0] + recurrent[0]));
    const T f = SIGMOID(forget[b] + parts[1][b] + (biases[1] + recurrent[1]));
    const T g = TANH(cell[b] + parts[2][b] + (biases[2] + recurrent[2]));
    const T o = SIGMOID(out[b] + parts[3][b] + (biases[3] + recurrent[3]));
    const T next = f * c[b] + i * g, bounded = TANH(next);
    in[b] = i, forget[b] = f, cell[b] = g, out[b] = o;
    c[b] = next, extra[b] = bounded, h[b] = o * bounded;
  }
}

AB_INLINE void NAME(gru_unit)(
  NAME(time_step) s, ptrdiff_t j, const T *product, const T *bias_x, const T *bias_h) {
  AB_UNIT_ROWS(3)
  T *restrict reset = gates[0], *restrict update = gates[1], *restrict new = gates[2];
  T *restrict extra = s.extra + j * s.stride, *restrict h = s.h + j * s.batch;
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T r = SIGMOID(reset[b] + parts[0][b] + (biases[0] + recurrent[0]));
    const T z = SIGMOID(update[b] + parts[1][b] + (biases[1] + recurrent[1]));
    const T part = parts[2][b] + recurrent[2];
    const T n = TANH(new[b] + biases[2] + r * part);
    reset[b] = r, update[b] = z, new[b] = n, extra[b] = part;
    h[b] = (1 - z) * n + z * h[b];
  }
}
#undef AB_UNIT_ROWS

static void NAME(forward_step)(
  ab_cell cell, NAME(time_step) s, const T *product, const T *bias_x, const T *bias_h) {
  for (ptrdiff_t j = 0; j < s.hidden; j++) switch (cell) {
    case ab_cell_tanh: NAME(plain_unit)(s, j, true, product, bias_x, bias_h); break;
    case ab_cell_relu: NAME(plain_unit)(s, j, false, product, bias_x, bias_h); break;
    case ab_cell_lstm: NAME(lstm_unit)(s, j, product, bias_x, bias_h); break;
    case ab_cell_gru: NAME(gru_unit)(s, j, product, bias_x, bias_h); break;
    }
}

/// Copies the first `count` elements of each row of a state to column t · batch of a long array.
AB_INLINE void NAME(keep)(const ab_recurrence *r, ptrdiff_t t, const void *state, void *array) {
  if (!array) return;
  const NAME(time_step) s = NAME(step_at)(r, t);
  const T *from = state;
  T *to = (T *)array + t * r->batch;
  for (ptrdiff_t j = 0; j < s.hidden; j++)
    for (ptrdiff_t b = 0; b < s.count; b++) to[j * s.stride + b] = from[j * s.batch + b];
}

static void NAME(recur)(const ab_recurrence *r, T *scratch) {
  const ptrdiff_t rows = NAME(gates_of)(r->cell) * r->hidden, columns = r->steps * r->batch;
  T *workspace = scratch + (rows * r->batch + 63) / 64 * 64;
  NAME(product)(
    (size_t)rows, (size_t)columns, (size_t)r->inputs, (ab_matrix){r->weight_x, r->inputs, 1},
    (ab_matrix){r->x, 1, r->inputs}, NULL, r->gates, r->stride, workspace);
  for (ptrdiff_t n = 0; n < r->steps; n++) {
    const ptrdiff_t t = r->reversed ? r->steps - 1 - n : n;
    const NAME(time_step) s = NAME(step_at)(r, t);
    NAME(keep)(r, t, r->h, r->h_before);
    NAME(keep)(r, t, r->c, r->c_before);
    NAME(product)(
      (size_t)rows, (size_t)s.count, (size_t)r->hidden, (ab_matrix){r->weight_h, r->hidden, 1},
      (ab_matrix){r->h, r->batch, 1}, NULL, scratch, r->batch, workspace);
    NAME(forward_step)(r->cell, s, scratch, r->bias_x, r->bias_h);
    T *out = (T *)r->output + t * r->batch * r->output_row;
    NAME(pack_transposed)(s.hidden, s.count, s.h, s.batch, 1, out, r->output_row);
  }
}

/// The gradients that a step works on: of its outputs, of the states after it, of its gates.
typedef struct NAME(step_gradients) {
  const T *output;
  T *h, *c, *direct;
  T *gates_x, *gates_h;
} NAME(step_gradients);

AB_INLINE void NAME(plain_unit_backward)(
  NAME(time_step) s, NAME(step_gradients) d, ptrdiff_t j, const bool is_tanh) {
  const T *restrict y = s.gates + j * s.stride, *restrict dh = d.h + j * s.batch;
  const T *restrict output = d.output + j * s.batch;
  T *restrict out = d.gates_x + j * s.stride;
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T g = dh[b] + output[b];
    out[b] = is_tanh ? g * (1 - y[b] * y[b]) : y[b] > 0 ? g : 0;
  }
}

AB_INLINE void NAME(lstm_unit_backward)(
  NAME(time_step) s, NAME(step_gradients) d, ptrdiff_t j, const T *restrict before) {
  const ptrdiff_t gate = s.hidden * s.stride;
  const T *restrict in = s.gates + j * s.stride, *restrict forget = in + gate;
  const T *restrict cell = forget + gate, *restrict out = cell + gate;
  const T *restrict bounded = s.extra + j * s.stride, *restrict dh = d.h + j * s.batch;
  const T *restrict output = d.output + j * s.batch;
  T *restrict dc = d.c + j * s.batch, *restrict d_in = d.gates_x + j * s.stride;
  T *restrict d_forget = d_in + gate, *restrict d_cell = d_forget + gate;
  T *restrict d_out = d_cell + gate;
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T i = in[b], f = forget[b], g = cell[b], o = out[b], t = bounded[b];
    const T slope = dh[b] + output[b], inner = dc[b] + slope * o * (1 - t * t);
    d_in[b] = inner * g * (i * (1 - i));
    d_forget[b] = inner * before[b] * (f * (1 - f));
    d_cell[b] = inner * i * (1 - g * g);
    d_out[b] = slope * t * (o * (1 - o));
    dc[b] = inner * f;
  }
}

AB_INLINE void NAME(gru_unit_backward)(
  NAME(time_step) s, NAME(step_gradients) d, ptrdiff_t j, const T *restrict before) {
  const ptrdiff_t gate = s.hidden * s.stride, row = j * s.stride;
  const T *restrict reset = s.gates + row, *restrict update = reset + gate;
  const T *restrict new = update + gate, *restrict part = s.extra + row;
  const T *restrict dh = d.h + j * s.batch, *restrict output = d.output + j * s.batch;
  T *restrict direct = d.direct + j * s.batch;
  T *restrict x = d.gates_x + row, *restrict h = d.gates_h + row;
  for (ptrdiff_t b = 0; b < s.count; b++) {
    const T r = reset[b], z = update[b], n = new[b];
    const T slope = dh[b] + output[b] + direct[b];
    const T d_new = slope * (1 - z) * (1 - n * n);
    x[b] = h[b] = d_new * part[b] * (r * (1 - r));
    x[gate + b] = h[gate + b] = slope * (before[b] - n) * (z * (1 - z));
    x[2 * gate + b] = d_new;
    h[2 * gate + b] = d_new * r;
    direct[b] = slope * z;
  }
}

static void NAME(backward_step)(
  const ab_recurrence *r, ptrdiff_t t, NAME(time_step) s, NAME(step_gradients) d) {
  for (ptrdiff_t j = 0; j < s.hidden; j++) {
    const ptrdiff_t place = j * s.stride + t * r->batch;
    switch (r->cell) {
    case ab_cell_tanh: NAME(plain_unit_backward)(s, d, j, true); break;
    case ab_cell_relu: NAME(plain_unit_backward)(s, d, j, false); break;
    case ab_cell_lstm: NAME(lstm_unit_backward)(s, d, j, (const T *)r->c_before + place); break;
    case ab_cell_gru: NAME(gru_unit_backward)(s, d, j, (const T *)r->h_before + place); break;
    }
  }
}

/// The sums of the rows of a long array.
static void NAME(row_sums)(const ab_recurrence *r, const T *array, T *sums) {
  const ptrdiff_t rows = NAME(gates_of)(r->cell) * r->hidden;
  for (ptrdiff_t i = 0; sums && i < rows; i++) {
    double parts[8] = {0};
    const T *row = array + i * r->stride;
    ptrdiff_t k = 0;
    for (; k + 8 <= r->steps * r->batch; k += 8)
      for (ptrdiff_t p = 0; p < 8; p++) parts[p] += (double)row[k + p];
    for (; k < r->steps * r->batch; k++) parts[0] += (double)row[k];
    for (ptrdiff_t p = 1; p < 8; p++) parts[0] += parts[p];
    sums[i] = (T)parts[0];
  }
}

/// The gradients of the operands, from those of the gates at all steps.
static void NAME(recur_operands)(
  const ab_recurrence *r, const ab_recurrence_gradients *d, T *workspace) {
  const size_t rows = (size_t)(NAME(gates_of)(r->cell) * r->hidden);
  const size_t columns = (size_t)(r->steps * r->batch), inputs = (size_t)r->inputs;
  if (d->x)
    NAME(product)(
      columns, inputs, rows, (ab_matrix){d->gates_x, 1, r->stride},
      (ab_matrix){r->weight_x, r->inputs, 1}, NULL, d->x, r->inputs, workspace);
  if (d->weight_x)
    NAME(product)(
      rows, inputs, columns, (ab_matrix){d->gates_x, r->stride, 1},
      (ab_matrix){r->x, r->inputs, 1}, NULL, d->weight_x, r->inputs, workspace);
  if (d->weight_h)
    NAME(product)(
      rows, (size_t)r->hidden, columns, (ab_matrix){d->gates_h, r->stride, 1},
      (ab_matrix){r->h_before, 1, r->stride}, NULL, d->weight_h, r->hidden, workspace);
  NAME(row_sums)(r, d->gates_x, d->bias_x);
  NAME(row_sums)(r, d->gates_h, d->bias_h);
}

static void NAME(recur_backward)(
  const ab_recurrence *r, const ab_recurrence_gradients *d, T *scratch) {
  const ptrdiff_t rows = NAME(gates_of)(r->cell) * r->hidden, state = r->hidden * r->batch;
  T *output = scratch, *direct = output + state;
  T *transposed = scratch + (2 * state + 63) / 64 * 64;
  T *workspace = transposed + (rows * r->hidden + 63) / 64 * 64;
  memset(direct, 0, (size_t)state * sizeof(T));
  // Few columns at a time: their lines in the transposed matrix may share one set of the cache.
  for (ptrdiff_t j = 0; j < r->hidden; j += 8)
    NAME(pack_transposed)(
      rows, r->hidden - j < 8 ? r->hidden - j : 8, (const T *)r->weight_h + j, r->hidden, 1,
      transposed + j * rows, rows);
  for (ptrdiff_t n = 0; n < r->steps; n++) {
    const ptrdiff_t t = r->reversed ? n : r->steps - 1 - n, column = t * r->batch;
    const NAME(time_step) s = NAME(step_at)(r, t);
    const T *slopes = (const T *)d->output + column * r->output_row;
    NAME(pack_transposed)(s.count, s.hidden, slopes, r->output_row, 1, output, s.batch);
    T *gates_h = (T *)d->gates_h + column;
    const NAME(step_gradients) step = {
      output, d->h, d->c, direct, (T *)d->gates_x + column, gates_h};
    NAME(backward_step)(r, t, s, step);
    NAME(product)(
      (size_t)r->hidden, (size_t)s.count, (size_t)rows, (ab_matrix){transposed, rows, 1},
      (ab_matrix){gates_h, r->stride, 1}, NULL, d->h, r->batch, workspace);
  }
  for (ptrdiff_t i = 0; i < state; i++) ((T *)d->h)[i] += direct[i];
  NAME(recur_operands)(r, d, workspace);
}
