/* tsad: in source
 * enzyme_noret: the returned value is not differentiated, only what is written through a pointer. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real noret(const real *x, real *y, int n) {
  *y = 0;
  for (int i = 0; i < n; i++) *y += x[i] * x[i] * x[0];
  return *y * 100;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void noret_grad(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)noret, enzyme_noret, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);
}
#endif
APPLY { noret(in, out, IN); }
GRADIENT(void noret_grad(const real *, real *, real *, real *, int)) {
  noret_grad(in, din, out, dout, IN);
  CONSUMED(dout, 1);
}
