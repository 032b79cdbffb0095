/* Log-likelihood of a Gaussian mixture: means, log widths and weights, three blocks of one array. */
#define IN 9
#define OUT 1
#include "program.h"

static const double samples[8] = {-0.3, 0.1, 0.45, 0.7, 0.9, 1.3, 1.7, 2.2};

FUNCTION real mixture(const real *x, int n) {
  const int k = n / 3;
  const real *mean = x, *width = x + k, *weight = x + 2 * k;
  real total = 0, likelihood = 0;
  for (int j = 0; j < k; j++) total += exp(weight[j]);
  for (unsigned i = 0; i < 8; i++) {
    real density = 0;
    for (int j = 0; j < k; j++) {
      const real z = (samples[i] - mean[j]) * exp(-width[j]);
      density += exp(weight[j] - width[j] - 0.5 * z * z) / total;
    }
    likelihood += log(density);
  }
  return -likelihood;
}

VALUE_OF_ARRAY(mixture)
