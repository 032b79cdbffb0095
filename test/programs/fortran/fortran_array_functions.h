/* Functions that return arrays of automatic size, used in expressions. */
#define IN 8
#define OUT 1
#include "program.h"

static void fortran_array_functions_softmax(const real *v, real *p, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += p[i] = exp(v[i]);
  for (int i = 0; i < n; i++) p[i] /= sum;
}

FUNCTION real fortran_array_functions(const real *x, int n) {
  const int m = n / 2;
  real v[IN], p[IN], q[IN], s = 0;
  for (int i = 0; i < m; i++) v[i] = x[i] * x[n - 1];
  fortran_array_functions_softmax(v, p, m);
  fortran_array_functions_softmax(p, q, m);
  for (int i = 0; i < m; i++) {
    s += q[i] * p[i] - p[i] * log(p[i]);
    for (int j = 0; j < m; j++) s += p[i] * x[m + j] * p[j] * x[m + i];
  }
  return s;
}

VALUE_OF_ARRAY(fortran_array_functions)
