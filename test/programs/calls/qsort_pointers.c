/* qsort of pointers to active numbers: the pointers move, and what they lead to is read through them. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdlib.h>

static int by_value(const void *a, const void *b) {
  const real x = **(const real *const *)a, y = **(const real *const *)b;
  return (VALUE(x) < VALUE(y)) - (VALUE(x) > VALUE(y));
}
FUNCTION real qsort_pointers(const real *x, int n) {
  const real *order[6];
  for (int i = 0; i < n; i++) order[i] = &x[i];
  qsort(order, n, sizeof *order, by_value);
  real value = 1;
  for (int i = 0; i < n; i++) value = value * *order[i] / 2 + i * *order[n - 1];
  return value;
}

VALUE_OF_ARRAY(qsort_pointers)
