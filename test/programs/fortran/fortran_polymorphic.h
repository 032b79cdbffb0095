/* An abstract type, extensions of it, dynamic dispatch and select type. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real fortran_polymorphic(const real *x, int n) {
  const real disc = x[0] * 3.5 * x[1] * x[1], box = x[2] * x[3] * x[4];
  return 2 * disc * disc * x[5] + box * box + x[3];
}

VALUE_OF_ARRAY(fortran_polymorphic)
