/* Arrays of three dimensions with sections of planes, and a stencil. */
#define IN 18
#define OUT 1
#include "program.h"

FUNCTION real fortran_rank_three(const real *x, int n) {
  real s = 0;
  for (int k = 0; k < n / 9; k++)
    for (int j = 0; j < 3; j++)
      for (int i = 0; i < 3; i++) {
        const real *u = x + 9 * k + 3 * j + i;
        real p = -4 * u[0];
        if (i > 0) p += u[-1];
        if (i < 2) p += u[1];
        if (j > 0) p += u[-3];
        if (j < 2) p += u[3];
        s += p * u[0] + (i == 1 ? p * x[k] : 0);
      }
  return s + n * x[0];
}

VALUE_OF_ARRAY(fortran_rank_three)
