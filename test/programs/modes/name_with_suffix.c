/* tsad: in source
 * Any function whose name contains __enzyme_autodiff. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real name_with_suffix(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff_of_mine(void *, ...);
void name_with_suffix_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff_of_mine((void *)name_with_suffix, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(name_with_suffix)
