/* tsad: --activity 2=dupnoneed
 * A return value and an output array at once; the output is not needed by the caller. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real two_results(const real *x, int n, real *scratch) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    scratch[i] = x[i] * x[i];
    sum += scratch[i] * scratch[i / 2];
  }
  return sum;
}

APPLY {
  real scratch[IN];
  out[0] = two_results(in, IN, scratch);
}
GRADIENT(void two_results_grad(const real *, real *, int, real *, real *, real)) {
  real scratch[IN], dscratch[IN] = {0};
  two_results_grad(in, din, IN, scratch, dscratch, dout[0]);
  CONSUMED(dscratch, IN);
  out[0] = two_results(in, IN, scratch);
}
