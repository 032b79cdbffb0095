/* Complex numbers by value, in and out of a function that the compiler passes in registers. */
#define IN 4
#define OUT 2
#define DIFFERENCES
#include "program.h"

static cplx moebius(cplx z, cplx w) { return (z + w) / (1 + conj(w) * z); }

FUNCTION void complex_value(const real *x, real *y, int n) {
  cplx z = x[0] + x[1] * (cplx)_Complex_I;
  const cplx w = x[2] + x[3] * (cplx)_Complex_I;
  for (int i = 0; i < n; i++) z = moebius(z * z, 0.3 * w);
  y[0] = __real__ z;
  y[1] = __imag__ z;
}

ARRAY_OF_ARRAY(complex_value)
