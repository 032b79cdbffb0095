/* tsad: in source
 * A gradient asked for inside a method of an optimizer, with a vector for its shadow. */
#define IN 5
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_gradient_of_method(const real *x, size_t n) {
  static const double data[5] = {0.5, 1.0, 0.25, 2.0, 0.75};
  real s = 0;
  for (size_t i = 0; i < n; i++) s += (x[i] * x[i] - data[i]) * (x[i] * x[i] - data[i]) * 0.5;
  return s;
}

/* Without optimisation rustc looks whether the address of a marker is aligned, so there must be one. */
#ifdef DRIVER
int enzyme_dup, enzyme_const;
#endif

APPLY { out[0] = rust_gradient_of_method(in, IN); }
GRADIENT(void rust_gradient_of_method_grad(const real *, real *, size_t)) {
  real d[IN] = {0};
  rust_gradient_of_method_grad(in, d, IN);
  for (int i = 0; i < IN; i++) din[i] += d[i] * dout[0];
  out[0] = rust_gradient_of_method(in, IN);
}
