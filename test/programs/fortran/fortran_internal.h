/* Internal procedures that read and change variables of their host. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_internal(const real *x, int n) {
  real total = 0, f[3] = {1, 0.5, x[0]};
  for (int i = 1; i <= n; i++) {
    total += x[i - 1] * f[i % 3];
    if (i % 4 == 0) f[1] *= x[i - 1];
  }
  return total * f[1] * sin(total) + f[2] * sin(total);
}

VALUE_OF_ARRAY(fortran_internal)
