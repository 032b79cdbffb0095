/* tsad: in source
 * Forward mode of a function that writes an array and uses the heap. */
#define IN 3
#define OUT 3
#include "program.h"
#include "in_source.h"
#include <stdlib.h>

FUNCTION void forward_memory(const real *x, real *y, int n) {
  real *t = malloc(n * sizeof *t);
  for (int i = 0; i < n; i++) t[i] = x[i] * x[(i + 1) % n];
  for (int i = 0; i < n; i++) y[i] = t[i] * t[n - 1 - i] + exp(x[i]);
  free(t);
}

#ifdef PRIMAL
void __enzyme_fwddiff(void *, ...);
void forward_memory_along(const double *x, const double *v, double *y, double *dy, int n) {
  __enzyme_fwddiff((void *)forward_memory, enzyme_dup, x, v, enzyme_dup, y, dy, enzyme_const, n);
}
#endif
APPLY { forward_memory(in, out, IN); }
GRADIENT(void forward_memory_along(const real *, const real *, real *, real *, int)) {
  for (int i = 0; i < IN; i++) {
    real v[IN] = {0}, dy[OUT] = {0};
    v[i] = 1;
    forward_memory_along(in, v, out, dy, IN);
    for (int k = 0; k < OUT; k++) din[i] += dout[k] * dy[k];
  }
}
