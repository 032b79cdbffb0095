/* tsad: in source
 * Every marker by value in a variadic call, the same marker several times, the function static. */
#define IN 6
#define OUT 1
#include "program.h"
#include "in_source.h"

static real weighted(const real *x, const real *weights, real shift, real *scratch, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    scratch[i] = (x[i] - shift) * weights[i];
    sum += scratch[i] * scratch[i];
  }
  return sum;
}

static UNUSED const double fixed[5] = {0.3, 1.2, 0.4, 2.0, 0.7};

#ifdef PRIMAL
double __enzyme_autodiff(void *, ...);
double call_marked_value(const double *x, double shift, double *scratch) {
  return weighted(x, fixed, shift, scratch, 5);
}
double call_marked_grad(const double *x, double *dx, double shift, double *scratch, double *dscratch) {
  return __enzyme_autodiff((void *)weighted, enzyme_dup, x, dx, enzyme_const, fixed, enzyme_out, shift,
                           enzyme_dupnoneed, scratch, dscratch, enzyme_const, 5);
}
#endif

#ifdef ORACLE
APPLY {
  real scratch[5], weights[5];
  for (int i = 0; i < 5; i++) weights[i] = fixed[i];
  out[0] = weighted(in, weights, in[5], scratch, 5);
}
#else
real call_marked_value(const real *, real, real *);
APPLY {
  real scratch[5];
  out[0] = call_marked_value(in, in[5], scratch);
}
#endif
GRADIENT(real call_marked_grad(const real *, real *, real, real *, real *)) {
  real scratch[5], dscratch[5] = {0};
  din[5] += call_marked_grad(in, din, in[5], scratch, dscratch);
  CONSUMED(dscratch, 5);
  apply(in, out);
}
