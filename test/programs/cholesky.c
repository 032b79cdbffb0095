/* Log-determinant by Cholesky decomposition of B B^T + I: triangular loops, square roots. */
#define IN 16
#define OUT 1
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION real cholesky(const real *b, int n) {
  enum { N = 4 };
  real l[N][N], sum = 0;
  for (int i = 0; i < N; i++) {
    for (int j = 0; j <= i; j++) {
      real entry = i == j ? 1.0 : 0.0;
      for (int k = 0; k < n / N; k++) entry += b[i * N + k] * b[j * N + k];
      for (int k = 0; k < j; k++) entry -= l[i][k] * l[j][k];
      l[i][j] = i == j ? sqrt(entry) : entry / l[j][j];
    }
    sum += 2 * log(l[i][i]);
  }
  return sum;
}

VALUE_OF_ARRAY(cholesky)
