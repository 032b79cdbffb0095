/* Derived types with components of several kinds, nested and in arrays. */
#define IN 12
#define OUT 1
#include "program.h"

FUNCTION real fortran_derived(const real *x, int n) {
  real s = 0;
  for (int i = 1; i <= n / 3; i++) {
    for (int j = 1; j < i; j++) {
      if (i % 2 == 0 && j % 2 == 0) continue;
      real d = 0.01;
      for (int k = 0; k < 3; k++) {
        const real e = x[3 * i - 3 + k] - x[3 * j - 3 + k];
        d += e * e;
      }
      s += (i == 3 ? x[0] : 2) * (j == 3 ? x[0] : 2) / sqrt(d);
    }
    s += 0.25 * x[3 * i - 2] * x[3 * i - 2] * i;
  }
  return s;
}

VALUE_OF_ARRAY(fortran_derived)
