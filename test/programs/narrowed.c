/* tsad: --wrt 1 --of ret
 * The derivative by the second pointer alone; the first and a scalar are constant. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real narrowed(const real *data, const real *x, real scale, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const real d = scale * data[i] - x[i] * x[(i + 1) % n];
    sum += d * d;
  }
  return sum;
}

#define DATA ((const real[]){0.3, 0.8, 0.1, 0.5})
APPLY { out[0] = narrowed(DATA, in, 1.25, 4); }
GRADIENT(void narrowed_grad(const real *, const real *, real *, real, int, real)) {
  narrowed_grad(DATA, in, din, 1.25, 4, dout[0]);
  out[0] = narrowed(DATA, in, 1.25, 4);
}
