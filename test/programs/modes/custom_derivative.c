/* tsad: in source
 * A registered forward rule, used by forward mode. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

#ifdef ORACLE
static real powered(real x) { return x * x * x; }
#else
static __attribute__((noinline)) double powered(double x) { return x * x * x; }
#endif
FUNCTION real custom_derivative(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += powered(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
struct both {
  double value, tangent;
};
static struct both powered_forward(double x, double dx) { return (struct both){powered(x), 3 * x * x * dx}; }
void *__enzyme_register_derivative_powered[] = {(void *)powered, (void *)powered_forward};
double __enzyme_fwddiff(void *, ...);
double custom_derivative_along(const double *x, const double *v, int n) {
  return __enzyme_fwddiff((void *)custom_derivative, enzyme_dup, x, v, enzyme_const, n);
}
#endif
APPLY { out[0] = custom_derivative(in, IN); }
GRADIENT(real custom_derivative_along(const real *, const real *, int)) {
  for (int i = 0; i < IN; i++) {
    real v[IN] = {0};
    v[i] = 1;
    din[i] += custom_derivative_along(in, v, IN);
  }
  apply(in, out);
}
