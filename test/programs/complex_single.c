/* float _Complex, which is passed in one vector register; an array of them read through a pointer to float. */
#define IN 8
#define OUT 2
#define SCALAR float
#define DIFFERENCES
#include "program.h"

static cplx square(cplx z, cplx c) { return z * z + c; }

FUNCTION void complex_single(const real *x, real *y, int n) {
  cplx z = 0;
  for (int i = 0; i < n; i += 2) z = square(z, 0.6f * x[i] + 0.4f * x[i + 1] * (cplx)_Complex_I);
  y[0] = __real__ z;
  y[1] = __imag__ z;
}

ARRAY_OF_ARRAY(complex_single)
