/* tsad: in source
 * An lvalue callable: a closure with captures and its shadow, behind a function that calls it. */
#define IN 3
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
namespace {
template <typename F>
real invoke(const F &f, double t) {
  return f(t) * f(t + 1);
}
auto closure(const real &a, const real &b, const real &c) {
  return [a, b, c](double t) { return a * t * t + sin(b * t) + c; };
}
}  // namespace
FUNCTION real call_functor(const real *x, int n) { return invoke(closure(x[0], x[1], x[2]), 0.5); }
#endif
#ifdef PRIMAL
extern "C" void call_functor_grad(const real *x, real *dx, int n) {
  const auto f = closure(x[0], x[1], x[2]);
  auto shadow = closure(0, 0, 0);
  typedef decltype(closure(0, 0, 0)) type;
  __enzyme_autodiff<void>((void *)invoke<type>, enzyme_dup, (const void *)&f, (void *)&shadow, enzyme_const, 0.5);
  const real zero = shadow(0.0);  // c of the shadow
  real parts[3];
  memcpy(parts, &shadow, sizeof parts);
  dx[0] += parts[0];
  dx[1] += parts[1];
  dx[2] += zero;
}
#endif
CALLED_IN_SOURCE(call_functor)
