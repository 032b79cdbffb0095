/* tsad: in source
 * An object with virtual functions and a shadow object of the same class. */
#define IN 2
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
namespace curves {
struct curve {
  virtual ~curve() {}
  virtual real at(double t) const = 0;
};
struct parabola : curve {
  real a, b;
  parabola(real x, real y) : a(x), b(y) {}
  real at(double t) const override { return a * t * t + b * t * a; }
};
struct wave : curve {
  real f;
  explicit wave(real x) : f(x) {}
  real at(double t) const override { return sin(f * t); }
};
real length(const curve &c) {
  real sum = 0;
  for (int i = 0; i < 8; i++) {
    const real rise = c.at((i + 1) * 0.25) - c.at(i * 0.25);
    sum += sqrt(rise * rise + 0.0625);
  }
  return sum;
}
}  // namespace curves
using namespace curves;
FUNCTION real call_virtual(const real *x, int n) { return length(parabola(x[0], x[1])) + length(wave(x[0])); }
#endif
#ifdef PRIMAL
extern "C" void call_virtual_grad(const real *x, real *dx, int n) {
  const parabola p(x[0], x[1]);
  parabola dp(0, 0);
  const wave w(x[0]);
  wave dw(0);
  __enzyme_autodiff<void>((void *)length, enzyme_dup, (const curve *)&p, (curve *)&dp);
  __enzyme_autodiff<void>((void *)length, enzyme_dup, (const curve *)&w, (curve *)&dw);
  dx[0] += dp.a + dw.f;
  dx[1] += dp.b;
}
#endif
CALLED_IN_SOURCE(call_virtual)
