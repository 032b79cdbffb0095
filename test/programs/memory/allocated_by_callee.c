/* Allocation in one helper, by return value and by out parameter, use in another, free in a third. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>

static __attribute__((noinline)) real *squares(const real *x, int n) {
  real *t = malloc(n * sizeof *t);
  for (int i = 0; i < n; i++) t[i] = x[i] * x[i];
  return t;
}
static __attribute__((noinline)) int waves(const real *x, int n, real **result) {
  *result = malloc(n * sizeof **result);
  for (int i = 0; i < n; i++) (*result)[i] = sin(x[i]);
  return n;
}
static __attribute__((noinline)) void release(real **t) {
  free(*t);
  *t = NULL;
}
FUNCTION real allocated_by_callee(const real *x, int n) {
  real *a = squares(x, n), *b, sum = 0;
  const int m = waves(x, n, &b);
  for (int i = 0; i < m; i++) sum += a[i] * b[m - 1 - i];
  release(&a);
  release(&b);
  return sum;
}

VALUE_OF_ARRAY(allocated_by_callee)
