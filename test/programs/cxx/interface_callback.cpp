/* An integrator takes its right-hand side as an object behind an interface. */
#define IN 4
#define OUT 2
#include "program.hpp"

#ifdef BODY
namespace {
struct system {
  virtual void slope(const real *state, real *rate) const = 0;
};
struct pendulum : system {
  real length, friction;
  void slope(const real *state, real *rate) const override {
    rate[0] = state[1];
    rate[1] = -sin(state[0]) / length - friction * state[1];
  }
};
void heun(const system &s, real *state, double h) {
  real first[2], middle[2], second[2];
  s.slope(state, first);
  for (int i = 0; i < 2; i++) middle[i] = state[i] + h * first[i];
  s.slope(middle, second);
  for (int i = 0; i < 2; i++) state[i] += h / 2 * (first[i] + second[i]);
}
}  // namespace

FUNCTION void interface_callback(const real *x, real *y, int n) {
  pendulum p;
  p.length = x[0];
  p.friction = x[1];
  y[0] = x[2];
  y[1] = x[3];
  for (int i = 0; i < 10; i++) heun(p, y, 0.05);
}
#endif
ARRAY_OF_ARRAY(interface_callback)
