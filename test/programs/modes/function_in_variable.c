/* tsad: in source
 * The function is reached through a local variable. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real function_in_variable(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void function_in_variable_grad(const double *x, double *dx, int n) {
  void *f = (void *)function_in_variable;
  __enzyme_autodiff(f, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(function_in_variable)
