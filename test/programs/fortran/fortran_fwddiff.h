/* tsad: in source
 * Forward mode asked for in the source, in each direction of the axes. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real fortran_fwddiff(const real *x, int n) { return x[0] * sin(x[1]) + exp(x[2] * x[3]) / (1 + x[0] * x[0]); }

APPLY { out[0] = fortran_fwddiff(in, IN); }
GRADIENT(void fortran_fwddiff_grad(const real *, real *, int)) {
  real d[IN] = {0};
  fortran_fwddiff_grad(in, d, IN);
  for (int i = 0; i < IN; i++) din[i] += d[i] * dout[0];
  out[0] = fortran_fwddiff(in, IN);
}
