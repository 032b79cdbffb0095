/* Single precision, with a sum in double precision on the way. */
#define IN 9
#define OUT 1
#define SCALAR float
#include "program.h"

FUNCTION real fortran_single(const real *x, int n) {
#ifdef ORACLE
  real t = 0;
#else
  double t = 0;
#endif
  for (int i = 0; i < n; i++) t += exp(-x[i]) * x[i];
  return t * t;
}

VALUE_OF_ARRAY(fortran_single)
