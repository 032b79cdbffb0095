/* A heap array of run-time size, written, read and freed. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

FUNCTION real malloc_scratch(const real *x, int n) {
  real *t = malloc(n * sizeof *t);
  for (int i = 0; i < n; i++) t[i] = x[i] * x[i];
  for (int i = 1; i < n; i++) t[i] *= t[i - 1];
  const real result = t[n - 1] + t[0];
  free(t);
  return result;
}

VALUE_OF_ARRAY(malloc_scratch)
