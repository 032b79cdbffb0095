/* Helpers that return through pointers to scalars, one of them called by another. */
#define IN 6
#define OUT 2
#include "program.h"

static void polar(real x, real y, real *radius, real *angle) {
  *radius = sqrt(x * x + y * y);
  *angle = atan(y / x);
}
static int both(const real *x, real *sum, real *product) {
  real radius, angle;
  polar(x[0], x[1], &radius, &angle);
  *sum += radius * angle;
  *product *= radius + angle;
  return VALUE(angle) > 0.7;
}

FUNCTION void output_parameter(const real *x, real *y, int n) {
  real sum = 0, product = 1;
  int large = 0;
  for (int i = 0; i < n; i += 2) large += both(x + i, &sum, &product);
  y[0] = sum * (1 + large);
  y[1] = product;
}

ARRAY_OF_ARRAY(output_parameter)
