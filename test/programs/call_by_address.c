/* tsad: in source
 * Markers passed by address in a call with a prototype of its own. */
#define IN 4
#define OUT 4
#include "program.h"
#include "in_source.h"

FUNCTION void call_by_address(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) y[i] = x[i] * x[n - 1 - i] + exp(x[i]);
}

#ifdef PRIMAL
void __enzyme_autodiff(void (*)(const double *, double *, int), void *, const double *, double *, void *, double *,
                       double *, void *, int);
void call_by_address_grad(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff(call_by_address, &enzyme_dup, x, dx, &enzyme_dup, y, dy, &enzyme_const, n);
}
#endif

APPLY { call_by_address(in, out, IN); }
GRADIENT(void call_by_address_grad(const real *, real *, real *, real *, int)) {
  call_by_address_grad(in, din, out, dout, IN);
  CONSUMED(dout, OUT);
}
