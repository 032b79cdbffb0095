/* tsad: in source
 * A member function, called on an object and its shadow through a function that takes a reference. */
#define IN 3
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

#ifdef BODY
namespace objects {
class oscillator {
  real stiffness, mass, phase;

 public:
  oscillator(real k, real m, real p) : stiffness(k), mass(m), phase(p) {}
  real at(double t) const { return cos(sqrt(stiffness / mass) * t + phase); }
  void store(real *x) const { x[0] += stiffness, x[1] += mass, x[2] += phase; }
};
real evaluate(const oscillator &o, double t) { return o.at(t) * o.at(2 * t); }
}  // namespace objects
using namespace objects;
FUNCTION real call_object(const real *x, int n) { return evaluate(oscillator(x[0], x[1], x[2]), 1.5); }
#endif
#ifdef PRIMAL
extern "C" void call_object_grad(const real *x, real *dx, int n) {
  const oscillator o(x[0], x[1], x[2]);
  oscillator shadow(0, 0, 0);
  __enzyme_autodiff<void>((void *)evaluate, enzyme_dup, &o, &shadow, enzyme_const, 1.5);
  shadow.store(dx);
}
#endif
CALLED_IN_SOURCE(call_object)
