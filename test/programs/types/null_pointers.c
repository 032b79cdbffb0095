/* Optional arguments: null pointers where an array may be left out. */
#define IN 4
#define OUT 1
#include "program.h"

static __attribute__((noinline)) real dot(const real *a, const real *weights, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += weights ? a[i] * weights[i] : a[i] * a[i];
  return sum;
}
FUNCTION real null_pointers(const real *x, int n) { return dot(x, NULL, n) * dot(x, x + 1, n - 1); }

VALUE_OF_ARRAY(null_pointers)
