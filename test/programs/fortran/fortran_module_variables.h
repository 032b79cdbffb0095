/* Variables of a module, constants, work space that is active, and a counter. */
#define IN 9
#define OUT 1
#include "program.h"

FUNCTION real fortran_module_variables(const real *x, int n) {
  real e = 0;
  for (int i = 0; i < n - 1; i++) {
    const real a = x[i] * exp(-0.1L * (i + 1)), b = x[i + 1] * exp(-0.1L * (i + 2));
    e += 9.5 * a * b + 0.5 * a * a;
  }
  return e;
}

VALUE_OF_ARRAY(fortran_module_variables)
