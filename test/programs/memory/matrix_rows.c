/* A matrix as double **, rows allocated one by one, swapped by pointer. */
#define IN 9
#define OUT 1
#include "program.h"
#include <stdlib.h>

static real **make(int n) {
  real **a = malloc(n * sizeof *a);
  for (int i = 0; i < n; i++) a[i] = calloc(n, sizeof **a);
  return a;
}
static void release(real **a, int n) {
  for (int i = 0; i < n; i++) free(a[i]);
  free(a);
}
FUNCTION real matrix_rows(const real *x, int n) {
  const int m = n / 3;
  real **a = make(m), **b = make(m);
  for (int i = 0; i < m; i++)
    for (int j = 0; j < m; j++) a[i][j] = x[i * m + j] + (i == j);
  real *t = a[0];
  a[0] = a[m - 1];
  a[m - 1] = t;
  for (int i = 0; i < m; i++)
    for (int j = 0; j < m; j++)
      for (int k = 0; k < m; k++) b[i][j] += a[i][k] * a[k][j];
  real trace = 0;
  for (int i = 0; i < m; i++) trace += b[i][i] * b[i][m - 1 - i];
  release(a, m);
  release(b, m);
  return trace;
}

VALUE_OF_ARRAY(matrix_rows)
