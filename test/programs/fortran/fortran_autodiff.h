/* tsad: in source
 * A gradient asked for in the source, by the module of include/tsad.f90. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real fortran_autodiff(const real *x, int n) {
  real s = 0;
  for (int i = 0; i + 1 < n; i++)
    s += 100 * (x[i + 1] - x[i] * x[i]) * (x[i + 1] - x[i] * x[i]) + (1 - x[i]) * (1 - x[i]);
  return s;
}

APPLY { out[0] = fortran_autodiff(in, IN); }
GRADIENT(void fortran_autodiff_grad(const real *, real *, int)) {
  real d[IN] = {0};
  fortran_autodiff_grad(in, d, IN);
  for (int i = 0; i < IN; i++) din[i] += d[i] * dout[0];
  out[0] = fortran_autodiff(in, IN);
}
