/* tsad: in source
 * enzyme_dupv: the shadows of all lanes lie in one array at a byte offset. */
#define IN 3
#define OUT 2
#include "program.h"
#include "in_source.h"

FUNCTION void width_dupv(const real *x, real *y, int n) {
  y[0] = x[0] * x[n - 1];
  y[1] = sin(x[1]) * x[0];
}

#ifdef PRIMAL
void __enzyme_autodiff(void *, ...);
void width_dupv_grad(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)width_dupv, enzyme_width, 2, enzyme_dupv, sizeof(double) * 3, x, dx, enzyme_dupv,
                    sizeof(double) * 2, y, dy, enzyme_const, n);
}
#endif
APPLY { width_dupv(in, out, IN); }
GRADIENT(void width_dupv_grad(const real *, real *, real *, real *, int)) {
  real d[2][IN] = {{0}}, seeds[2][2] = {{dout[0], 0}, {0, dout[1]}};
  width_dupv_grad(in, d[0], out, seeds[0], IN);
  for (int i = 0; i < IN; i++) din[i] += d[0][i] + d[1][i];
}
