/* LU decomposition with partial pivoting in place, then a solve: rows are swapped as the data demand. */
#define IN 20
#define OUT 1
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION real lu_pivot(const real *x, int n) {
  enum { N = 4 };
  real a[N][N], b[N];
  for (int i = 0; i < N; i++) {
    b[i] = x[n - N + i];
    for (int j = 0; j < N; j++) a[i][j] = x[i * N + j];
  }
  for (int k = 0; k < N; k++) {
    int pivot = k;
    for (int i = k + 1; i < N; i++)
      if (VALUE(fabs(a[i][k])) > VALUE(fabs(a[pivot][k]))) pivot = i;
    if (pivot != k) {
      for (int j = 0; j < N; j++) {
        const real kept = a[k][j];
        a[k][j] = a[pivot][j];
        a[pivot][j] = kept;
      }
      const real kept = b[k];
      b[k] = b[pivot];
      b[pivot] = kept;
    }
    for (int i = k + 1; i < N; i++) {
      const real factor = a[i][k] / a[k][k];
      for (int j = k; j < N; j++) a[i][j] -= factor * a[k][j];
      b[i] -= factor * b[k];
    }
  }
  real norm = 0;
  for (int i = N - 1; i >= 0; i--) {
    for (int j = i + 1; j < N; j++) b[i] -= a[i][j] * b[j];
    b[i] /= a[i][i];
    norm += b[i] * b[i];
  }
  return log(norm);
}

VALUE_OF_ARRAY(lu_pivot)
