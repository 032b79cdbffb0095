/* Static polymorphism: the base class is a template over the derived one. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
template <typename Derived>
struct integrand {
  real simpson(real from, real to) const {
    const Derived &f = static_cast<const Derived &>(*this);
    return (to - from) / 6 * (f(from) + 4 * f((from + to) / 2) + f(to));
  }
};
struct wave : integrand<wave> {
  real frequency;
  real operator()(real t) const { return sin(frequency * t); }
};
struct decay : integrand<decay> {
  real rate;
  real operator()(real t) const { return exp(-rate * t); }
};
}  // namespace

FUNCTION real crtp(const real *x, int n) {
  wave w;
  w.frequency = x[0];
  decay d;
  d.rate = x[1];
  return w.simpson(x[2], x[3] + 1) * d.simpson(0, x[2]);
}
#endif
VALUE_OF_ARRAY(crtp)
