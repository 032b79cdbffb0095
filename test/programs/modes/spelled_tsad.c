/* tsad: in source
 * The same call under the name __tsad_autodiff. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real spelled_tsad(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __tsad_autodiff(void *, ...);
void spelled_tsad_grad(const double *x, double *dx, int n) {
  __tsad_autodiff((void *)spelled_tsad, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(spelled_tsad)
