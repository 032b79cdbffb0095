/* An internal procedure as an argument, which brings the variables of its host with it. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real fortran_trampoline(const real *x, int n) {
  real q = 0;
  for (int i = 0; i < 8; i++) {
    const real t = x[0] + (x[1] - x[0]) * (i + 0.5) / 8;
    q += exp(-x[2] * t) * x[3] * (x[1] - x[0]) / 8;
  }
  return q;
}

VALUE_OF_ARRAY(fortran_trampoline)
