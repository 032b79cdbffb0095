/* tsad: in source
 * A lambda without captures, as a function pointer. */
#define IN 3
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
FUNCTION real call_lambda(const real *x, int n) { return x[0] * exp(x[1]) + x[2] * x[2] * x[0]; }
#endif
#ifdef PRIMAL
extern "C" void call_lambda_grad(const real *x, real *dx, int n) {
  const auto f = +[](const real *v) { return v[0] * exp(v[1]) + v[2] * v[2] * v[0]; };
  __enzyme_autodiff<void>((void *)f, enzyme_dup, x, dx);
}
#endif
CALLED_IN_SOURCE(call_lambda)
