/* Largest eigenvalue of a symmetric matrix by power iteration; two local vectors exchanged by memcpy. */
#define IN 16
#define OUT 1
#include "program.h"

FUNCTION real power_iteration(const real *x, int n) {
  enum { N = 4 };
  real v[N] = {1, 1, 1, 1}, w[N], value = 0;
  for (int step = 0; step < 2 * n; step++) {
    real norm = 0;
    for (int i = 0; i < N; i++) {
      w[i] = 0;
      for (int j = 0; j < N; j++) w[i] += (x[i * N + j] + x[j * N + i]) * v[j];
      norm += w[i] * w[i];
    }
    value = sqrt(norm);
    for (int i = 0; i < N; i++) w[i] /= value;
    memcpy(v, w, sizeof v);
  }
  return value;
}

VALUE_OF_ARRAY(power_iteration)
