/* A global array as scratch memory: written before it is read in every call. */
#define IN 5
#define OUT 1
#include "program.h"

static real scratch[8];
static void prepare(const real *x, int n) {
  for (int i = 0; i < n; i++) scratch[i] = x[i] * x[i];
}
FUNCTION real global_scratch(const real *x, int n) {
  prepare(x, n);
  for (int i = 1; i < n; i++) scratch[i] *= scratch[i - 1] + 1;
  return scratch[n - 1] * x[0];
}

VALUE_OF_ARRAY(global_scratch)
