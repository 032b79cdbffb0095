/* A linked list of derived types with a pointer to the next. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real fortran_linked_list(const real *x, int n) {
  real s = 1;
  for (int i = n; i > 0; i--) s = s * 0.5 + x[i - 1] * i * s;
  return s;
}

VALUE_OF_ARRAY(fortran_linked_list)
