/* Polynomials on boxed slices, with Horner, derivative and product. */
#define IN 5
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_polynomial(const real *x, size_t n) {
  const real *p = x + 1, q = x[4], t = x[0];
  const real c[4] = {p[0] * q, p[1] * q + p[0], p[2] * q + p[1], p[2]};
  return (c[1] + 2 * c[2] * t + 3 * c[3] * t * t) * (c[0] + c[1] * 0.5 + c[2] * 0.25 + c[3] * 0.125);
}

VALUE_OF_SLICE(rust_polynomial)
