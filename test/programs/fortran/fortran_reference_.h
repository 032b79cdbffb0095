/* Everything by reference, and a contained procedure. */
#define IN 8
#define OUT 1
#include "program.h"

FUNCTION void fortran_reference_(const int *n, const real *x, real *y) {
  real scale = 1;
  *y = 0;
  for (int i = 0; i < *n; i++) {
    *y += scale * x[i] * x[i] / (1 + x[i]);
    scale *= 0.5;
  }
}

APPLY {
  const int n = IN;
  fortran_reference_(&n, in, out);
}
GRADIENT(void fortran_reference__grad(const int *, const int *, const real *, real *, real *, real *)) {
  const int n = IN;
  int unused = 0;
  fortran_reference__grad(&n, &unused, in, din, out, dout);
}
