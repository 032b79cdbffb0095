/* Boost.odeint: classical Runge-Kutta steps over a std::vector. */
#define IN 4
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <boost/numeric/odeint.hpp>
#include <vector>

FUNCTION real odeint_rk4(const real *x, int n) {
  typedef std::vector<real> state;
  boost::numeric::odeint::runge_kutta4<state, real, state, real> stepper;
  state s = {x[0], x[1]};
  const auto slope = [x](const state &at, state &rate, real) {
    rate[0] = at[0] * (x[2] - at[1]);
    rate[1] = at[1] * (at[0] - x[3]);
  };
  for (int i = 0; i < 10; i++) stepper.do_step(slope, s, real(i) * real(0.1), real(0.1));
  return s[0] * s[1];
}
#endif
VALUE_OF_ARRAY(odeint_rk4)
