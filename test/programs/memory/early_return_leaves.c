/* Several returns, each with its own clean-up. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real early_return_leaves(const real *x, int n) {
  real *a = malloc(n * sizeof *a);
  for (int i = 0; i < n; i++) a[i] = exp(x[i]);
  if (VALUE(a[0]) > 1e6) {
    free(a);
    return 0;
  }
  real *b = malloc(n * sizeof *b);
  for (int i = 0; i < n; i++) b[i] = a[i] * a[(i + 1) % n];
  free(a);
  if (n > 3) {
    const real r = b[0] * b[3];
    free(b);
    return r;
  }
  free(b);
  return x[0];
}

VALUE_OF_ARRAY(early_return_leaves)
