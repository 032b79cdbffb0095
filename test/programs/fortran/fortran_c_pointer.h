/* Interoperability, with c_ptr, c_f_pointer, a function of C's library and value arguments.
 * tsad: --activity 0=dup */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION real fortran_c_pointer(const real *x, int n) {
  real s = pow(x[0], x[1]);
  for (int i = 0; i < n; i += 2) s += x[i] * x[i + 1] * x[i] * x[i + 1];
  return s;
}

VALUE_OF_ARRAY(fortran_c_pointer)
