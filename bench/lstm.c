/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Objective of a language model: two layers of long short-term memory, 64 wide, over a sequence of 100 vectors of 64 numbers;
 * each output is scored against the next vector by the cross entropy of a softmax. The reverse sweep needs of each layer and step the four
 * gates and the cell, and the outputs; the products with the matrices need nothing else. */
#include "bench.h"

enum { width = 64, layers = 2, length = 100, row = 2 * width + 1, matrix = 4 * width * row };
enum { readout = width * (width + 1), work_size = width * (2 * layers + 6) };
int wide = width, deep = layers, steps = length;
static double *sequence, *work, *dwork;

const struct program program = {.inputs = layers * matrix + readout,
                                .need = 8.0 * length * width * (6 * layers + 1)};

void prepare(double *x) {
  sequence = zeros((length + 1) * width);
  for (int i = 0; i < (length + 1) * width; i++) sequence[i] = uniform(0, 2.0 / width);
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-0.2, 0.2);
  work = zeros(work_size), dwork = zeros(work_size);
}

static double sigmoid(double v) { return 1 / (1 + exp(-v)); }

/* One step of a layer: the gates from what comes in and the state h, then the cell c and the state. */
static void layer(const double *w, const double *in, double *h, double *c, double *gate, int n) {
  for (int g = 0; g < 4 * n; g++) {
    const double *own = w + g * (2 * n + 1);
    double sum = own[2 * n];
    for (int j = 0; j < n; j++) sum += own[j] * in[j];
    for (int j = 0; j < n; j++) sum += own[n + j] * h[j];
    gate[g] = sum;
  }
  for (int j = 0; j < n; j++) {
    double forget = sigmoid(gate[j]), input = sigmoid(gate[n + j]), output = sigmoid(gate[2 * n + j]);
    c[j] = forget * c[j] + input * tanh(gate[3 * n + j]);
    h[j] = output * tanh(c[j]);
  }
}

NOINLINE double objective(const double *RESTRICT weights, const double *RESTRICT seen,
                          double *RESTRICT space, int n, int count, int t_end) {
  double *h = space, *c = h + count * n, *gate = c + count * n, *score = gate + 4 * n;
  double loss = 0;
  for (int j = 0; j < 2 * count * n; j++) space[j] = 0;
  for (int t = 0; t < t_end; t++) {
    const double *in = seen + t * n, *w = weights;
    for (int l = 0; l < count; l++) {
      layer(w, in, h + l * n, c + l * n, gate, n);
      in = h + l * n;
      w += 4 * n * (2 * n + 1);
    }
    double sum = 0;
    for (int k = 0; k < n; k++) {
      score[k] = w[k * (n + 1) + n];
      for (int j = 0; j < n; j++) score[k] += w[k * (n + 1) + j] * in[j];
      sum += exp(score[k]);
    }
    for (int k = 0; k < n; k++) loss -= seen[(t + 1) * n + k] * (score[k] - log(sum));
  }
  return loss / t_end;
}

double primal(double *x, double *y) { return objective(x, sequence, work, wide, deep, steps); }

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)objective, enzyme_dup, x, dx, enzyme_const, sequence, enzyme_dup, work,
                    dwork, enzyme_const, wide, enzyme_const, deep, enzyme_const, steps);
}

#include "lstm-adjoint.h"
