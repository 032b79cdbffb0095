/* A complex number with every operator overloaded. */
#define IN 8
#define OUT 1
#define DIFFERENCES
#include "program.h"
#include "slices.h"

FUNCTION real rust_operators(const real *x, size_t n) {
  cplx z = 0;
  for (size_t i = 0; i < n; i += 2) {
    const cplx c = x[i] + x[i + 1] * I;
    z = z * z + c / (c + 1);
    z += (c - z) * 0.25;
    z *= x[i];
  }
  return cabs(z) + cimag(z);
}

VALUE_OF_SLICE(rust_operators)
