/* Logistic regression with a ridge: softplus without overflow, by branches. */
#define IN 4
#define OUT 1
#define LOW -2.0
#define HIGH 2.0
#include "program.h"

static const double feature[6][3] = {{0.2, 1.1, -0.4}, {1.4, 0.3, 0.8},  {2.2, 0.1, -1.5},
                                     {0.4, 1.9, 0.6},  {1.8, 0.9, -0.2}, {0.1, 0.7, 1.2}};
static const int positive[6] = {0, 1, 1, 0, 1, 0};

FUNCTION real logistic(const real *w, int n) {
  real loss = 0;
  for (int i = 0; i < 6; i++) {
    real z = w[n - 1];
    for (int j = 0; j < n - 1; j++) z += w[j] * feature[i][j];
    loss += VALUE(z) > 0 ? z + log(1 + exp(-z)) : log(1 + exp(z));
    if (positive[i]) loss -= z;
  }
  for (int j = 0; j < n; j++) loss += 0.1 * w[j] * w[j];
  return loss;
}

VALUE_OF_ARRAY(logistic)
