/* tsad: in source
 * A registered gradient of a function that works through pointers. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

static __attribute__((noinline)) void square_into(const real *x, real *y) { *y = *x * *x; }
FUNCTION real custom_gradient_pointers(const real *x, int n) {
  real sum = 0, t;
  for (int i = 0; i < n; i++) {
    square_into(&x[i], &t);
    sum += t * x[0];
  }
  return sum;
}

#ifdef PRIMAL
static void *square_augmented(const double *x, double *dx, double *y, double *dy) {
  square_into(x, y);
  return (void *)0;
}
static void square_reverse(const double *x, double *dx, double *y, double *dy, void *tape) {
  *dx += 2 * *x * *dy;
  *dy = 0;
}
void *__enzyme_register_gradient_square[] = {(void *)square_into, (void *)square_augmented, (void *)square_reverse};
void __enzyme_autodiff(void *, ...);
void custom_gradient_pointers_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)custom_gradient_pointers, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(custom_gradient_pointers)
