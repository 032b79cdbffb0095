/* tsad: in source
 * A registered gradient by several floats, with a tape on the heap; at one call an argument is constant, at another memory is. */
#define IN 6
#define OUT 1
#include "program.h"
#include "in_source.h"
#include <stdlib.h>

/* y[i] += a * b * w[i] + c; returns a + b * c. */
static __attribute__((noinline)) real blend(real a, real b, real c, const real *w, real *y, int n) {
  for (int i = 0; i < n; i++) y[i] += a * b * w[i] + c;
  return a + b * c;
}
FUNCTION real custom_gradient_struct(const real *x, int n) {
  real y[3] = {1, 2, 3}, unit[3] = {1, 1, 1}, sum = 0;
  for (int i = 0; i < 2; i++) sum += blend(x[i], x[i + 1], x[i + 2], x + 3, y, 3) * x[n - 1];
  sum += blend(x[1], 2, x[0] * x[2], unit, y, 3);
  return sum + y[0] * y[1] * y[2];
}

#ifdef PRIMAL
struct kept {
  double *tape, result;
};
struct by {
  double a, b, c;
};
static struct kept blend_augmented(double a, double b, double c, const double *w, double *dw, double *y, double *dy,
                                   int n) {
  double *tape = malloc(n * sizeof *tape);
  for (int i = 0; i < n; i++) tape[i] = w[i];
  return (struct kept){tape, blend(a, b, c, w, y, n)};
}
static struct by blend_reverse(double a, double b, double c, const double *w, double *dw, double *y, double *dy, int n,
                               double seed, double *tape) {
  struct by d = {seed, c * seed, b * seed};
  for (int i = 0; i < n; i++) {
    d.a += b * tape[i] * dy[i];
    d.b += a * tape[i] * dy[i];
    d.c += dy[i];
    if (dw) dw[i] += a * b * dy[i];
  }
  free(tape);
  return d;
}
void *__tsad_register_gradient_blend[] = {(void *)blend, (void *)blend_augmented, (void *)blend_reverse};
void __tsad_autodiff(void *, ...);
void custom_gradient_struct_grad(const double *x, double *dx, int n) {
  __tsad_autodiff((void *)custom_gradient_struct, enzyme_dup, x, dx, enzyme_const, n);
}
#endif
CALLED_IN_SOURCE(custom_gradient_struct)
