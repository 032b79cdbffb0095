/* Type-bound procedures, passed and nopass, a generic name and an operator. */
#define IN 10
#define OUT 1
#include "program.h"

FUNCTION real fortran_type_bound(const real *x, int n) {
  real r = 0, q = 0;
  for (int i = 3; i >= 0; i--) {
    r = r * x[8] + x[i] + x[4 + i];
    q = q * 0.5 + x[4 + i];
  }
  const real slope = x[1] + 2 * x[2] * x[9] + 3 * x[3] * x[9] * x[9];
  return r * slope * 1.5 + q;
}

VALUE_OF_ARRAY(fortran_type_bound)
