/* Complex(8) variables: products, a quotient, abs, aimag, conjg and exp. */
#define IN 6
#define OUT 1
#define DIFFERENCES
#include "program.h"

FUNCTION real fortran_complex(const real *x, int n) {
  cplx w = 1 + 0.5 * I;
  for (int i = 0; i + 1 < n; i += 2) {
    const cplx z = x[i] + x[i + 1] * I;
    w = w * z + conj(z) / (1 + w);
  }
  return cabs(w) + cimag(w * w) + creal(cexp(w));
}

VALUE_OF_ARRAY(fortran_complex)
