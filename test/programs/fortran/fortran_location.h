/* The places of maximum and minimum as indices, and a sort with a permutation. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_location(const real *x, int n) {
  real y[IN], s;
  for (int i = 0; i < n; i++) {
    int j = i;
    for (; j > 0 && VALUE(y[j - 1]) > VALUE(x[i]); j--) y[j] = y[j - 1];
    y[j] = x[i];
  }
  s = y[n - 1] * y[n - 1] / y[0];
  for (int i = 0; i < n; i++) s += y[i] * (i + 1) + y[i] / (i + 1);
  return s;
}

VALUE_OF_ARRAY(fortran_location)
