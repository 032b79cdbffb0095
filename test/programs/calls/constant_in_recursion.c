/* tsad: in source
 * Memory without a shadow goes through a recursion: its adjoint goes nowhere, and the memory stays as it is. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

static UNUSED real weights[4] = {1, 0.5, -0.25, 2};
FUNCTION real constant_in_recursion_fold(const real *x, const real *w, int first, int count) {
  if (count == 1) return x[first] * w[first];
  const real left = constant_in_recursion_fold(x, w, first, count / 2);
  return sin(left) + left * constant_in_recursion_fold(x, w, first + count / 2, count - count / 2);
}
FUNCTION real constant_in_recursion_value(const real *x, const real *w) {
  return constant_in_recursion_fold(x, w, 0, 4);
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void constant_in_recursion_grad(const double *x, double *dx) {
  double w[4] = {1, 0.5, -0.25, 2};
  __enzyme_autodiff((void *)constant_in_recursion_value, enzyme_dup, x, dx, enzyme_const, w);
  for (int i = 0; i < 4; i++) dx[i] += w[i] - weights[i];
}
#endif
APPLY { out[0] = constant_in_recursion_value(in, weights); }
GRADIENT(void constant_in_recursion_grad(const real *, real *)) {
  constant_in_recursion_grad(in, din);
  apply(in, out);
}
