/* Two bases with virtual functions: calls through the second go by a thunk that moves `this`. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct source {
  real strength;
  virtual real emit(real t) const = 0;
};
struct damper {
  real rate;
  virtual real damp(real t) const = 0;
};
struct lamp : source, damper {
  real colour;
  real emit(real t) const override { return strength * sin(t) + colour; }
  real damp(real t) const override { return exp(-rate * t) * strength; }
};

real through_second(const damper &d, real t) { return d.damp(t) * d.rate; }
real through_first(const source &s, real t) { return s.emit(t) + s.strength; }
}  // namespace

FUNCTION real virtual_multiple(const real *x, int n) {
  lamp l;
  l.strength = x[0];
  l.rate = x[1];
  l.colour = x[2] * x[0];
  return through_first(l, x[3]) * through_second(l, x[3]);
}
#endif
VALUE_OF_ARRAY(virtual_multiple)
