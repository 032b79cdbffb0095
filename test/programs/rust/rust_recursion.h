/* Recursive functions, adaptive quadrature and sums by halves. */
#define IN 8
#define OUT 1
#define LOW 0.6
#define HIGH 1.9
#include "program.h"
#include "slices.h"

static real rust_recursion_quadrature(real a, real b, real p, int depth) {
  const real m = (a + b) / 2, l = (a + m) / 2, r = (m + b) / 2;
  const real whole = (b - a) * exp(-p * m * m);
  const real halves = (b - a) / 2 * (exp(-p * l * l) + exp(-p * r * r));
  if (depth == 0 || VALUE(fabs(whole - halves)) < 1e-3) return halves + (halves - whole) / 3;
  return rust_recursion_quadrature(a, m, p, depth - 1) + rust_recursion_quadrature(m, b, p, depth - 1);
}

static real rust_recursion_halves(const real *x, size_t n) {
  if (n == 1) return x[0] * x[0];
  return rust_recursion_halves(x, n / 2) + rust_recursion_halves(x + n / 2, n - n / 2) * x[0];
}

FUNCTION real rust_recursion(const real *x, size_t n) {
  return rust_recursion_quadrature(0, x[0], x[1], 6) * rust_recursion_halves(x + 2, n - 2);
}

VALUE_OF_SLICE(rust_recursion)
