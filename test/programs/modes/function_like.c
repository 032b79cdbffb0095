/* tsad: in source
 * A user's own function is said to be like log1p. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

#ifdef ORACLE
static real my_log1p(real x) { return log(1 + x); }
#else
FUNCTION __attribute__((noinline)) double my_log1p(double x) { return log1p(x); }
#endif
FUNCTION real function_like(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += my_log1p(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void *__enzyme_function_like_log1p[] = {(void *)my_log1p, "log1p"};
void __enzyme_autodiff(void *, ...);
void function_like_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)function_like, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(function_like)
