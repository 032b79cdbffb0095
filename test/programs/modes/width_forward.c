/* tsad: in source
 * Forward mode with width 3: all directions in one run, returned in a struct. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

struct lanes {
  real d[3];
};
FUNCTION real width_forward(const real *x) { return x[0] * sin(x[1]) + x[2] / x[0] * x[1]; }

#ifdef PRIMAL
struct lanes __enzyme_fwddiff(void *, ...);
struct lanes width_forward_all(const double *x, const double *a, const double *b, const double *c) {
  return __enzyme_fwddiff((void *)width_forward, enzyme_width, 3, enzyme_dup, x, a, b, c);
}
#endif
APPLY { out[0] = width_forward(in); }
GRADIENT(struct lanes width_forward_all(const real *, const real *, const real *, const real *)) {
  const real v[3][3] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  const struct lanes all = width_forward_all(in, v[0], v[1], v[2]);
  for (int i = 0; i < IN; i++) din[i] += all.d[i];
  apply(in, out);
}
