/* tsad: in source
 * Reverse over forward: a Hessian times a vector; the oracle differentiates the gradient written by hand. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

/* f = sum of x[i]^2 sin(x[i+1]) and its derivative along v = (1, 0.5, -0.25, 2). */
static UNUSED const double direction[4] = {1, 0.5, -0.25, 2};
static UNUSED real along_by_hand(const real *x) {
  real sum = 0;
  for (int i = 0; i < 4; i++) {
    const int k = (i + 1) % 4;
    sum += 2 * x[i] * sin(x[k]) * direction[i] + x[i] * x[i] * cos(x[k]) * direction[k];
  }
  return sum;
}
FUNCTION real reverse_over_forward_value(const real *x) {
  real sum = 0;
  for (int i = 0; i < 4; i++) sum += x[i] * x[i] * sin(x[(i + 1) % 4]);
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
double __enzyme_fwddiff(void *, ...);
static double inner(const double *x) {
  return __enzyme_fwddiff((void *)reverse_over_forward_value, enzyme_dup, x, direction);
}
void reverse_over_forward_grad(const double *x, double *dx) {
  __enzyme_autodiff((void *)inner, enzyme_dup, x, dx);
}
#endif
APPLY { out[0] = along_by_hand(in); }
GRADIENT(void reverse_over_forward_grad(const real *, real *)) {
  reverse_over_forward_grad(in, din);
  apply(in, out);
}
