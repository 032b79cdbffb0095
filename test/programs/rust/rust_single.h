/* Single precision, with a sum in double precision. */
#define IN 8
#define OUT 1
#define SCALAR float
#include "program.h"
#include "slices.h"

FUNCTION real rust_single(const real *x, size_t n) {
#ifdef ORACLE
  real t = 0;
#else
  double t = 0;
#endif
  for (size_t i = 0; i < n; i++) t += sqrt(x[i]) * x[i];
  return t / (1 + t);
}

VALUE_OF_SLICE(rust_single)
