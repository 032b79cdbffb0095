/* tsad: in source
 * refuse: E_MARKER
 * A shadow is missing, so that the next marker is read in its place. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real shadow_missing(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void shadow_missing_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)shadow_missing, enzyme_dup, x, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(shadow_missing)
