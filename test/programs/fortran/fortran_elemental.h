/* Elemental procedures on arrays and scalars, and an operator of the program's own. */
#define IN 8
#define OUT 1
#include "program.h"

static void fortran_elemental_rotate(real *a, real *b, real angle) {
  const real t = cos(angle) * *a - sin(angle) * *b;
  *b = sin(angle) * *a + cos(angle) * *b;
  *a = t;
}

static real fortran_elemental_smooth(real a, real b) { return log(exp(4 * a) + exp(4 * b)) / 4; }

FUNCTION real fortran_elemental(const real *x, int n) {
  real a[IN / 2], b[IN / 2], s = 0;
  for (int i = 0; i < n / 2; i++) {
    a[i] = x[i], b[i] = x[n / 2 + i];
    fortran_elemental_rotate(a + i, b + i, x[0]);
  }
  fortran_elemental_rotate(a, b + 1, 0.5);
  for (int i = 0; i < n / 2; i++) s += fortran_elemental_smooth(a[i], b[i]) * b[i];
  return s + fortran_elemental_smooth(x[0], x[1]);
}

VALUE_OF_ARRAY(fortran_elemental)
