/* Recursive functions, adaptive quadrature and a product by halves. */
#define IN 8
#define OUT 1
#define LOW 0.6
#define HIGH 1.9
#include "program.h"

static real fortran_recursion_quadrature(real a, real b, real p, int depth) {
  const real m = (a + b) / 2, l = (a + m) / 2, r = (m + b) / 2;
  const real whole = (b - a) * exp(-p * m * m);
  const real halves = (b - a) / 2 * (exp(-p * l * l) + exp(-p * r * r));
  if (depth <= 0 || VALUE(fabs(whole - halves)) < 1e-3) return halves + (halves - whole) / 3;
  return fortran_recursion_quadrature(a, m, p, depth - 1) + fortran_recursion_quadrature(m, b, p, depth - 1);
}

FUNCTION real fortran_recursion(const real *x, int n) {
  real product = 1;
  for (int i = 2; i < n; i++) product *= x[i];
  return fortran_recursion_quadrature(0, x[0], x[1], 6) + product;
}

VALUE_OF_ARRAY(fortran_recursion)
