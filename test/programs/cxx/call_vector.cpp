/* tsad: in source
 * A std::vector by reference, with another as its shadow. */
#define IN 5
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
#include <vector>
namespace {
real polynomial(const std::vector<real> &c, double t) {
  real sum = 0;
  for (std::size_t i = c.size(); i-- > 0;) sum = sum * t + c[i] * c[i];
  return sum;
}
}  // namespace
FUNCTION real call_vector(const real *x, int n) { return polynomial(std::vector<real>(x, x + n), 0.75); }
#endif
#ifdef PRIMAL
extern "C" void call_vector_grad(const real *x, real *dx, int n) {
  std::vector<real> values(x, x + n), shadow(n);
  __enzyme_autodiff<void>((void *)polynomial, enzyme_dup, &values, &shadow, enzyme_const, 0.75);
  for (int i = 0; i < n; i++) dx[i] += shadow[i];
}
#endif
CALLED_IN_SOURCE(call_vector)
