/* tsad: in source
 * Forward mode with a pointer, a scalar and a constant, one direction at a time. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real forward_mode(const real *x, real scale, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i] * scale + sin(x[i]);
  return sum * sum;
}

#ifdef PRIMAL
double __enzyme_fwddiff(void *, ...);
double forward_mode_along(const double *x, const double *v, double scale, double dscale, int n) {
  return __enzyme_fwddiff((void *)forward_mode, enzyme_dup, x, v, enzyme_dup, scale, dscale, enzyme_const, n);
}
#endif
APPLY { out[0] = forward_mode(in, in[IN - 1], IN - 1); }
GRADIENT(real forward_mode_along(const real *, const real *, real, real, int)) {
  for (int i = 0; i < IN; i++) {
    real v[IN] = {0};
    v[i] = 1;
    din[i] += forward_mode_along(in, v, in[IN - 1], v[IN - 1], IN - 1);
  }
  apply(in, out);
}
