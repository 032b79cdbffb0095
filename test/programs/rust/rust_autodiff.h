/* tsad: in source
 * Derivatives asked for in the source by the macros of include/tsad.rs. */
#define IN 7
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_autodiff(const real *x, size_t n) {
  real s = 0;
  for (size_t i = 0; i + 1 < n; i++) s += sin(x[i] * x[n - 1]);
  return s * x[n - 1];
}

/* Without optimisation rustc looks whether the address of a marker is aligned, so there must be one. */
#ifdef DRIVER
int tsad_dup, tsad_const, tsad_out;
#endif

APPLY { out[0] = rust_autodiff(in, IN); }
GRADIENT(void rust_autodiff_grad(const real *, real *, size_t)) {
  real d[IN] = {0};
  rust_autodiff_grad(in, d, IN);
  for (int i = 0; i < IN; i++) din[i] += d[i] * dout[0];
  out[0] = rust_autodiff(in, IN);
}
