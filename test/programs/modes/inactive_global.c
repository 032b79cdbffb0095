/* tsad: in source
 * A global variable that the user says is inactive, though an active value is stored in it. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION double monitor = 0;
FUNCTION real inactive_global(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += x[i] * x[i];
    monitor = VALUE(sum);
    sum *= 1 + (monitor > 1);
  }
  return sum;
}

#ifdef PRIMAL
void *__enzyme_inactive_global_monitor[] = {(void *)&monitor};
void __enzyme_autodiff(void *, ...);
void inactive_global_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)inactive_global, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(inactive_global)
