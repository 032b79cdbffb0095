/* tsad: in source
 * Three gradients at once through functions that are not inlined: recursion, memory on the heap, a returned pointer, numbers by value. */
#define IN 5
#define OUT 3
#include "program.h"
#include "in_source.h"
#include <stdlib.h>

static __attribute__((noinline)) real *largest(real *a, real *b, int first) { return first ? a : b; }
static __attribute__((noinline)) real fold(const real *x, real scale, int n) {
  if (n == 1) return scale * x[0] * x[0];
  real *t = malloc((n - 1) * sizeof *t);
  if (!t) abort();
  for (int i = 0; i < n - 1; i++) t[i] = x[i] * x[i + 1] + scale;
  real sum = fold(t, scale * x[0], n - 1) + t[0];
  free(t);
  return sum;
}
FUNCTION void width_calls(const real *x, real *y, int n) {
  real own[2] = {x[0] * x[1], sin(x[2])};
  y[0] = fold(x, x[n - 1], n);
  *largest(&own[0], &own[1], n > 4) *= x[3];
  y[1] = own[0] * own[1];
  y[2] = fold(own, y[0], 2);
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void width_calls_grad(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)width_calls, enzyme_width, 3, enzyme_dup, x, dx, dx + 5, dx + 10, enzyme_dup, y, dy, dy + 3,
                    dy + 6, enzyme_const, n);
}
#endif
APPLY { width_calls(in, out, IN); }
GRADIENT(void width_calls_grad(const real *, real *, real *, real *, int)) {
  real d[3][IN] = {{0}}, seeds[3][3] = {{dout[0], 0, 0}, {0, dout[1], 0}, {0, 0, dout[2]}};
  width_calls_grad(in, d[0], out, seeds[0], IN);
  for (int i = 0; i < IN; i++) din[i] += d[0][i] + d[1][i] + d[2][i];
  for (int i = 0; i < 3; i++) CONSUMED(seeds[i], 3);
}
