/* tsad: in source
 * A global variable is an input: its derivative is found in the shadow that the user registers for it. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

__attribute__((weak)) double dscale, dtable[2];
FUNCTION real scale = 0;
FUNCTION real table[2] = {0};
FUNCTION real global_parameter(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += scale * x[i] * x[i] + table[i % 2] * x[i];
  return sum * table[0];
}

#ifdef PRIMAL
void *__enzyme_shadow_global_scale[] = {&scale, &dscale};
void *__enzyme_shadow_global_table[] = {&table, &dtable};
void __enzyme_autodiff(void *, ...);
void global_parameter_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)global_parameter, enzyme_dup, x, dx, enzyme_const, n);
}
#endif

static UNUSED void fill(const real *in) { scale = in[0], table[0] = in[1], table[1] = in[2]; }
APPLY {
  fill(in);
  out[0] = global_parameter(in + 1, 3);
}
GRADIENT(void global_parameter_grad(const real *, real *, int)) {
  fill(in);
  dscale = dtable[0] = dtable[1] = 0;
  global_parameter_grad(in + 1, din + 1, 3);
  din[0] += dscale;
  din[1] += dtable[0];
  din[2] += dtable[1];
  out[0] = global_parameter(in + 1, 3);
}
