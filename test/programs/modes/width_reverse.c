/* tsad: in source
 * Vector reverse mode: two outputs, each with its own shadow, in one sweep. */
#define IN 4
#define OUT 2
#include "program.h"
#include "in_source.h"

FUNCTION void width_reverse(const real *x, real *y, int n) {
  y[0] = 0;
  y[1] = 1;
  for (int i = 0; i < n; i++) {
    y[0] += x[i] * x[i];
    y[1] *= sin(x[i]) + y[0];
  }
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void width_reverse_grad(const double *x, double *dx0, double *dx1, double *y, double *dy0, double *dy1, int n) {
  __enzyme_autodiff((void *)width_reverse, enzyme_width, 2, enzyme_dup, x, dx0, dx1, enzyme_dup, y, dy0, dy1,
                    enzyme_const, n);
}
#endif
APPLY { width_reverse(in, out, IN); }
GRADIENT(void width_reverse_grad(const real *, real *, real *, real *, real *, real *, int)) {
  real d[2][IN] = {{0}}, seeds[2][2] = {{dout[0], 0}, {0, dout[1]}};
  width_reverse_grad(in, d[0], d[1], out, seeds[0], seeds[1], IN);
  for (int i = 0; i < IN; i++) din[i] += d[0][i] + d[1][i];
  CONSUMED(seeds[0], 2);
  CONSUMED(seeds[1], 2);
}
