/* tsad: in source
 * enzyme_runtime_activity, enzyme_strong_zero and enzyme_nofree before the arguments. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real marker_flags(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void marker_flags_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)marker_flags, enzyme_runtime_activity, enzyme_strong_zero, enzyme_nofree, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(marker_flags)
