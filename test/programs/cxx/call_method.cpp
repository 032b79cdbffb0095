/* tsad: in source
 * The method itself is what is differentiated: `this` is its first argument. */
#define IN 3
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
namespace densities {
struct gaussian {
  real mean, width;
  real density(real v) const {
    const real z = (v - mean) / width;
    return exp(-z * z / 2) / width;
  }
  static real of(const gaussian *self, real v) { return self->density(v); }
};
}  // namespace densities
using namespace densities;
FUNCTION real call_method(const real *x, int n) { return gaussian{x[0], x[1]}.density(x[2]); }
#endif
#ifdef PRIMAL
extern "C" void call_method_grad(const real *x, real *dx, int n) {
  gaussian g{x[0], x[1]}, shadow{0, 0};
  real (*const method)(const gaussian *, real) = gaussian::of;
  const real d = __enzyme_autodiff<real>((void *)method, enzyme_dup, &g, &shadow, enzyme_out, x[2]);
  dx[0] += shadow.mean;
  dx[1] += shadow.width;
  dx[2] += d;
}
#endif
CALLED_IN_SOURCE(call_method)
