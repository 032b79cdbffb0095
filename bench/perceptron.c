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
