/* Implicit Euler for a stiff scalar equation; each step is solved by Newton's iteration that breaks when converged. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real implicit_euler(const real *x, int n) {
  real y = x[0];
  const real h = 0.1;
  for (int step = 0; step < 5 * n; step++) {
    real z = y;
    for (int i = 0; i < 50; i++) {
      const real residual = z - y + h * (x[1] * z * z * z - x[2] * cos(x[3] * step));
      const real update = residual / (1 + 3 * h * x[1] * z * z);
      z -= update;
      if (VALUE(fabs(update)) < 1e-13) break;
    }
    y = z;
  }
  return y * y;
}

VALUE_OF_ARRAY(implicit_euler)
