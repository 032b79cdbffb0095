/* Simpson's rule with a weight by parity, the integrand in a helper of three active scalars. */
#define IN 4
#define OUT 1
#include "program.h"

static real integrand(real t, real a, real b) { return exp(-a * t * t) * cos(b * t) / (1 + t); }

FUNCTION real simpson(const real *x, int n) {
  const real low = x[2], h = (x[3] + 1 - low) / (4 * n);
  real sum = integrand(low, x[0], x[1]) + integrand(low + 4 * n * h, x[0], x[1]);
  for (int i = 1; i < 4 * n; i++) sum += (i & 1 ? 4 : 2) * integrand(low + i * h, x[0], x[1]);
  return sum * h / 3;
}

VALUE_OF_ARRAY(simpson)
