/* tsad: in source
 * A registered gradient is used instead of the function's own: an augmented forward sweep and a reverse one. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

/* The derivative of what a user says is x^3 + 1, whatever the body computes. */
#ifdef ORACLE
static real powered(real x) { return x * x * x + 1; }
#else
static __attribute__((noinline)) double powered(double x) { return (double)((int)(0 * x) + 1) + x * x * x; }
#endif
FUNCTION real custom_gradient(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += powered(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
struct saved {
  void *tape;
  double result;
};
static struct saved powered_augmented(double x) { return (struct saved){(void *)0, powered(x)}; }
static double powered_reverse(double x, double seed, void *tape) { return 3 * x * x * seed; }
void *__enzyme_register_gradient_powered[] = {(void *)powered, (void *)powered_augmented, (void *)powered_reverse};
void __enzyme_autodiff(void *, ...);
void custom_gradient_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)custom_gradient, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(custom_gradient)
