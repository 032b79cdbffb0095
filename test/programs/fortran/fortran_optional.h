/* Optional arguments, present, keywords, and passing an optional argument on. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real fortran_optional(const real *x, int n) {
  real a = 0, b = 0, cubes = 0;
  for (int i = 0; i < 4; i++) {
    a += x[i] * x[i];
    b += x[4 + i] * x[4 + i] * x[i];
  }
  for (int i = 0; i < n; i++) cubes += x[i] * x[i] * x[i];
  a = sqrt(a);
  b = sqrt(b);
  return a * b + (VALUE(b) > 0.5 ? b : 0.5) + cubes;
}

VALUE_OF_ARRAY(fortran_optional)
