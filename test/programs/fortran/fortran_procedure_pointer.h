/* Procedure pointers in variables and in components of types. */
#define IN 7
#define OUT 1
#include "program.h"

static real fortran_procedure_pointer_map(int relu, real v) {
  if (relu) return VALUE(v) > 0 ? v : 0.1 * v;
  return log(1 + exp(v));
}

FUNCTION real fortran_procedure_pointer(const real *x, int n) {
  real s = x[0];
  for (int i = 1; i <= n; i++) {
    const int relu = i % 3 == 0;
    s = fortran_procedure_pointer_map(relu, x[i - 1] * s - 0.5) + fortran_procedure_pointer_map(relu, s);
  }
  return s;
}

VALUE_OF_ARRAY(fortran_procedure_pointer)
