/* The squared error of a net with one hidden layer over four samples, as a function of its thirteen weights. */
#include <math.h>
enum { INPUTS = 2, HIDDEN = 3, SAMPLES = 4 };
#define N (HIDDEN * (INPUTS + 1) + HIDDEN + 1)
static const double point[N] = {0.4,  -0.7, 0.2, 0.9, 0.3,  -0.5, -0.8,
                                0.6, 0.1,  0.7, -0.9, 0.5, -0.2};
static const double samples[SAMPLES][INPUTS] = {{0.1, 0.9}, {-0.4, 0.3}, {0.8, -0.6}, {0.5, 0.5}};
static const double wanted[SAMPLES] = {0.3, -0.2, 0.7, 0.1};

static void layer(const double *w, const double *in, int ins, double *out, int outs) {
  for (int j = 0; j < outs; j++) {
    double sum = w[j * (ins + 1) + ins];
    for (int i = 0; i < ins; i++) sum += w[j * (ins + 1) + i] * in[i];
    out[j] = tanh(sum);
  }
}
double value(const double *x) {
  double loss = 0;
  for (int s = 0; s < SAMPLES; s++) {
    double hidden[HIDDEN], out[1];
    layer(x, samples[s], INPUTS, hidden, HIDDEN);
    layer(x + HIDDEN * (INPUTS + 1), hidden, HIDDEN, out, 1);
    loss += (out[0] - wanted[s]) * (out[0] - wanted[s]);
  }
  return loss;
}
