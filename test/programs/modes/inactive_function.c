/* tsad: in source
 * Functions that the user says are inactive: one with a body, one that is declared only. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

#ifdef PRIMAL
double level(double);
#elif defined ORACLE
static real level(real x) { return (long)(VALUE(x) * 2) + 1; }
#else
double level(double x) { return (long)(x * 2) + 1; }
#endif
static __attribute__((noinline)) void remember(const real *x) {
  static real last;
  last = *x;
}
FUNCTION real inactive_function(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    remember(&x[i]);
    sum += level(x[i]) * x[i] * x[0];
  }
  return sum;
}

#ifdef PRIMAL
void *__enzyme_inactivefn_level[] = {(void *)level};
void *__enzyme_inactivefn_remember[] = {(void *)remember};
void __enzyme_autodiff(void *, ...);
void inactive_function_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)inactive_function, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(inactive_function)
