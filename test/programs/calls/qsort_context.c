/* qsort_r of indices by active keys, which the comparison finds through its argument. */
#define _GNU_SOURCE
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

static int by_key(const void *a, const void *b, void *context) {
  const real *keys = context;
  const real x = keys[*(const int *)a], y = keys[*(const int *)b];
  return (VALUE(x) > VALUE(y)) - (VALUE(x) < VALUE(y));
}
FUNCTION real qsort_context(const real *x, int n) {
  real keys[5];
  int order[5];
  for (int i = 0; i < n; i++) {
    keys[i] = cos(x[i]);
    order[i] = i;
  }
  qsort_r(order, n, sizeof *order, by_key, keys);
  real sum = 0;
  for (int i = 0; i < n; i++) sum = sum / 2 + keys[order[i]] * (i + 1);
  return sum;
}

VALUE_OF_ARRAY(qsort_context)
