/* tsad: in source
 * A variadic call without markers: the float is returned, the pointer has a shadow, the integer is constant. */
#define IN 5
#define OUT 1
#include "program.h"

FUNCTION real call_unmarked(const real *x, real scale, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += sin(scale * x[i]);
  return sum;
}

#ifdef PRIMAL
double __enzyme_autodiff(void *, ...);
double call_unmarked_grad(const double *x, double *dx, double scale, int n) {
  return __enzyme_autodiff((void *)call_unmarked, x, dx, scale, n);
}
#endif

APPLY { out[0] = call_unmarked(in, in[4], 4); }
GRADIENT(real call_unmarked_grad(const real *, real *, real, int)) {
  din[4] += call_unmarked_grad(in, din, in[4], 4);
  out[0] = call_unmarked(in, in[4], 4);
}
