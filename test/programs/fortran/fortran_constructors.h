/* Array constructors with implied loops, and whole arrays of parameters. */
#define IN 5
#define OUT 1
#include "program.h"

FUNCTION real fortran_constructors(const real *x, int n) {
  const real t = x[0];
  const real p = 1 + t / 2 + t * t / 3 + t * t * t / 4;
  return p + x[1] - 2 * x[2] + 0.5 * x[3] * x[3] + x[0] * x[3] * x[1] * x[1];
}

VALUE_OF_ARRAY(fortran_constructors)
