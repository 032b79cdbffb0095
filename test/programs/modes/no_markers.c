/* tsad: in source
 * No markers: a pointer is followed by its shadow, an integer is constant. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

FUNCTION real no_markers(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * sin(x[i]) * x[0];
  return sum;
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void no_markers_grad(const double *x, double *dx, int n) {
  __enzyme_autodiff((void *)no_markers, x, dx, n);
}
#endif
CALLED_IN_SOURCE(no_markers)
