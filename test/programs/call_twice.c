/* tsad: in source
 * Two calls in one function, which share the loads of the markers; a loop around them. */
#define IN 6
#define OUT 1
#include "program.h"
#include "in_source.h"

static real first(const real *x, int n) {
  real product = 1;
  for (int i = 0; i < n; i++) product *= x[i];
  return product;
}
static real second(const real *x, real scale) { return x[0] * scale + scale * scale * x[1]; }

#ifdef PRIMAL
void __enzyme_autodiff1(void *, ...);
double __enzyme_autodiff2(void *, ...);
double call_twice_value(const double *x) {
  return 2 * first(x, 3) + second(x + 3, x[5]);
}
void call_twice_grad(const double *x, double *dx) {
  for (int i = 0; i < 2; i++) __enzyme_autodiff1((void *)first, enzyme_dup, x, dx, enzyme_const, 3);
  dx[5] += __enzyme_autodiff2((void *)second, enzyme_dup, x + 3, dx + 3, enzyme_out, x[5]);
}
#endif

#ifdef ORACLE
APPLY { out[0] = 2 * first(in, 3) + second(in + 3, in[5]); }
#else
real call_twice_value(const real *);
APPLY { out[0] = call_twice_value(in); }
#endif
GRADIENT(void call_twice_grad(const real *, real *)) {
  call_twice_grad(in, din);
  apply(in, out);
}
