/* Arrays of complex numbers, a discrete Fourier transform and its power spectrum. */
#define IN 6
#define OUT 1
#define DIFFERENCES
#include "program.h"

FUNCTION real fortran_complex_arrays(const real *x, int n) {
  cplx f[IN];
  real s = 0;
  for (int k = 0; k < n; k++) {
    f[k] = 0;
    for (int j = 0; j < n; j++) f[k] += cexp(-2 * 3.141592653589793 * j * k / n * I) * x[j];
  }
  for (int k = 0; k < n; k++) {
    const real power = creal(f[k]) * creal(f[k]) + cimag(f[k]) * cimag(f[k]);
    s += log(1 + power) + cabs(conj(f[k]) * f[n - 1 - k]) * (k + 1);
  }
  return s;
}

VALUE_OF_ARRAY(fortran_complex_arrays)
