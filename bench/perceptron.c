/* variants: restrict=-DRESTRICT=restrict; alias=-DRESTRICT= */
/* Loss of a layered perceptron, 128-256-128-10, for a batch of 64 samples, one after the other: rectified layers, cross entropy of a
 * softmax. The samples are independent: the activations of one are kept. */
#include "bench.h"

enum { layers = 3, batch = 64, widest = 256, all = 256 + 128 + 10 };
static int widths[layers + 1] = {128, 256, 128, 10}, label[batch];
int depth = layers, samples = batch;
static double *data, *work, *dwork;

const struct program program = {
    .inputs = 256 * 129 + 128 * 257 + 10 * 129, .step = 1e-6, .need = 8.0 * all};

void prepare(double *x) {
  for (int i = 0; i < program.inputs; i++) x[i] = uniform(-0.1, 0.1);
  data = zeros(batch * widths[0]);
  for (int i = 0; i < batch * widths[0]; i++) data[i] = uniform(-1, 1);
  for (int i = 0; i < batch; i++) label[i] = (int)uniform(0, 10);
  work = zeros(layers * widest), dwork = zeros(layers * widest);
}

NOINLINE double loss(const double *RESTRICT weights, const double *RESTRICT in, double *RESTRICT space,
                     const int *RESTRICT width, const int *RESTRICT expected, int count, int n) {
  double total = 0;
  for (int s = 0; s < n; s++) {
    const double *from = in + s * width[0], *w = weights;
    double *to = space;
    for (int l = 0; l < count; l++) {
      int wide = width[l];
      for (int k = 0; k < width[l + 1]; k++) {
        double sum = w[wide];
        for (int j = 0; j < wide; j++) sum += w[j] * from[j];
        to[k] = l + 1 < count && sum < 0 ? 0 : sum;
        w += wide + 1;
      }
      from = to;
      to += widest;
    }
    double sum = 0;
    for (int k = 0; k < width[count]; k++) sum += exp(from[k]);
    total += log(sum) - from[expected[s]];
  }
  return total / n;
}

double primal(double *x, double *y) { return loss(x, data, work, widths, label, depth, samples); }

void gradient(double *x, double *dx, double *y, double *dy) {
  __enzyme_autodiff((void *)loss, enzyme_dup, x, dx, enzyme_const, data, enzyme_dup, work, dwork,
                    enzyme_const, widths, enzyme_const, label, enzyme_const, depth, enzyme_const, samples);
}

/* One sample forward and back; the rows of a layer's matrix are what both products and their adjoints go along. */
NOINLINE static void backward(const double *restrict weights, double *restrict dweights,
                              const double *restrict in, double *restrict space, double *restrict dspace) {
  const double *w[layers];
  double *dw[layers];
  for (int l = 0, at = 0; l < layers; l++) {
    w[l] = weights + at, dw[l] = dweights + at;
    at += widths[l + 1] * (widths[l] + 1);
  }
  for (int s = 0; s < samples; s++) {
    const double *from = in + s * widths[0];
    for (int l = 0; l < layers; l++) {
      int wide = widths[l];
      double *to = space + l * widest;
      for (int k = 0; k < widths[l + 1]; k++) {
        const double *row = w[l] + k * (wide + 1);
        double sum = row[wide] + dot(row, from, wide);
        to[k] = l + 1 < layers && sum < 0 ? 0 : sum;
      }
      from = to;
    }
    double sum = 0, *score = space + (layers - 1) * widest, *dscore = dspace + (layers - 1) * widest;
    for (int k = 0; k < widths[layers]; k++) sum += exp(score[k]);
    for (int k = 0; k < widths[layers]; k++)
      dscore[k] = (exp(score[k]) / sum - (k == label[s])) / samples;
    for (int l = layers - 1; l >= 0; l--) {
      int wide = widths[l];
      const double *before = l > 0 ? space + (l - 1) * widest : in + s * wide;
      double *dbefore = l > 0 ? dspace + (l - 1) * widest : 0;
      if (l > 0) memset(dbefore, 0, wide * sizeof *dbefore);
      for (int k = 0; k < widths[l + 1]; k++) {
        double seed = dspace[l * widest + k];
        if (l + 1 < layers && space[l * widest + k] == 0) continue;
        const double *row = w[l] + k * (wide + 1);
        double *drow = dw[l] + k * (wide + 1);
        for (int j = 0; j < wide; j++) drow[j] += seed * before[j];
        for (int j = 0; j < wide && l > 0; j++) dbefore[j] += seed * row[j];
        drow[wide] += seed;
      }
    }
  }
}

void adjoint(double *x, double *dx, double *y, double *dy) {
  backward(x, dx, data, work, dwork);
  memset(dwork, 0, sizeof(double) * layers * widest);
}
