/* tsad: in source
 * refuse: E_MARKER
 * enzyme_out for an integer. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real marker_on_integer(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void marker_on_integer_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)marker_on_integer, enzyme_dup, x, dx, enzyme_out, n);
}
#endif
CALLED_IN_SOURCE(marker_on_integer)
