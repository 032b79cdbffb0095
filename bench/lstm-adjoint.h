/* The adjoint of lstm.c: forward with all gates, cells and outputs kept, then back through time. */
enum { kept = 6 * width };

/* The gates, cells and outputs of a layer at a step; those before the first step are zero. */
static double *at(double *tape, int t, int l) { return tape + ((t + 1) * layers + l) * kept; }

static void layer_forward(const double *w, const double *in, const double *before, double *now) {
  double *cell = now + 4 * width, *h = now + 5 * width;
  for (int g = 0; g < 4 * width; g++) {
    const double *own = w + g * row;
    double sum = own[2 * width] + dot(own, in, width) + dot(own + width, before + 5 * width, width);
    now[g] = g < 3 * width ? sigmoid(sum) : tanh(sum);
  }
  for (int j = 0; j < width; j++) {
    cell[j] = now[j] * before[4 * width + j] + now[width + j] * now[3 * width + j];
    h[j] = now[2 * width + j] * tanh(cell[j]);
  }
}

/* Takes the shadows of output and cell to those of the step before, and adds to those of the weights and of what came in. */
static void layer_back(const double *w, double *dw, const double *in, double *din, const double *before,
                       const double *now, double *dh, double *dc, double *dgate) {
  const double *forget = now, *input = forget + width, *output = input + width, *change = output + width;
  for (int j = 0; j < width; j++) {
    double bent = tanh(now[4 * width + j]);
    dc[j] += dh[j] * output[j] * (1 - bent * bent);
    dgate[j] = dc[j] * before[4 * width + j] * forget[j] * (1 - forget[j]);
    dgate[width + j] = dc[j] * change[j] * input[j] * (1 - input[j]);
    dgate[2 * width + j] = dh[j] * bent * output[j] * (1 - output[j]);
    dgate[3 * width + j] = dc[j] * input[j] * (1 - change[j] * change[j]);
    dc[j] *= forget[j];
    dh[j] = 0;
  }
  for (int g = 0; g < 4 * width; g++) {
    const double *own = w + g * row;
    double *down = dw + g * row, seed = dgate[g];
    for (int j = 0; j < width; j++) down[j] += seed * in[j];
    for (int j = 0; j < width; j++) down[width + j] += seed * before[5 * width + j];
    for (int j = 0; j < width && din; j++) din[j] += seed * own[j];
    for (int j = 0; j < width; j++) dh[j] += seed * own[width + j];
    down[2 * width] += seed;
  }
}

/* The softmax and its shadow; adds to those of the weights and of the output of the last layer. */
static void score_back(const double *w, double *dw, const double *h, double *dh, const double *next,
                       double *score) {
  double sum = 0, mass = 0;
  for (int k = 0; k < width; k++) {
    score[k] = exp(w[k * (width + 1) + width] + dot(w + k * (width + 1), h, width));
    sum += score[k], mass += next[k];
  }
  for (int k = 0; k < width; k++) {
    double seed = (score[k] / sum * mass - next[k]) / length;
    for (int j = 0; j < width; j++) dw[k * (width + 1) + j] += seed * h[j];
    for (int j = 0; j < width; j++) dh[j] += seed * w[k * (width + 1) + j];
    dw[k * (width + 1) + width] += seed;
  }
}

NOINLINE static void backward(const double *restrict x, double *restrict dx, double *restrict tape,
                              double *restrict space) {
  const double *readout = x + layers * matrix;
  double *dh = space, *dc = dh + layers * width, *dgate = dc + layers * width;
  for (int t = 0; t < length; t++)
    for (int l = 0; l < layers; l++) {
      const double *in = l > 0 ? at(tape, t, l - 1) + 5 * width : sequence + t * width;
      layer_forward(x + l * matrix, in, at(tape, t - 1, l), at(tape, t, l));
    }
  for (int t = length - 1; t >= 0; t--) {
    score_back(readout, dx + layers * matrix, at(tape, t, layers - 1) + 5 * width,
               dh + (layers - 1) * width, sequence + (t + 1) * width, dgate);
    for (int l = layers - 1; l >= 0; l--) {
      const double *in = l > 0 ? at(tape, t, l - 1) + 5 * width : sequence + t * width;
      layer_back(x + l * matrix, dx + l * matrix, in, l > 0 ? dh + (l - 1) * width : 0,
                 at(tape, t - 1, l), at(tape, t, l), dh + l * width, dc + l * width, dgate);
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  double *tape = zeros((length + 1) * layers * kept), *space = zeros((2 * layers + 4) * width);
  backward(x, dx, tape, space);
  free(tape), free(space);
}
