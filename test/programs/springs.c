/* tsad: --activity 1=const
 * Energy of a network of springs: indirect loads through a table of ends. */
#define IN 17
#define OUT 1
#include "program.h"

FUNCTION real springs(const real *x, const short *ends, int count, const real *stiffness) {
  real energy = 0;
  for (int s = 0; s < count; s++) {
    const real *a = x + 2 * ends[2 * s], *b = x + 2 * ends[2 * s + 1];
    const real stretch = sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])) - 0.4;
    energy += 0.5 * stiffness[s] * stretch * stretch;
  }
  return energy;
}

static UNUSED const short ends[14] = {0, 1, 1, 2, 2, 3, 3, 4, 4, 0, 0, 2, 1, 3};
APPLY { out[0] = springs(in, ends, 7, in + 10); }
GRADIENT(void springs_grad(const real *, real *, const short *, int, const real *, real *, real)) {
  springs_grad(in, din, ends, 7, in + 10, din + 10, dout[0]);
  out[0] = springs(in, ends, 7, in + 10);
}
