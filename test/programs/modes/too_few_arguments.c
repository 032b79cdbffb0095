/* tsad: in source
 * refuse: E_SIGNATURE
 * An argument is missing: the call is shown as tsad read it. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real too_few_arguments(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void too_few_arguments_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)too_few_arguments, enzyme_dup, x, dx);
}
#endif
CALLED_IN_SOURCE(too_few_arguments)
