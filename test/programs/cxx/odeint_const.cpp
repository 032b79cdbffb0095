/* Boost.odeint: integrate_const over a std::array, with an observer that sums. */
#define IN 4
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <array>
#include <boost/numeric/odeint.hpp>

FUNCTION real odeint_const(const real *x, int n) {
  namespace odeint = boost::numeric::odeint;
  typedef std::array<real, 2> state;
  state s = {x[0], x[1]};
  real seen = 0;
  odeint::integrate_const(
      odeint::runge_kutta4<state, real, state, real>(),
      [x](const state &at, state &rate, real) {
        rate[0] = at[1];
        rate[1] = -x[2] * at[0] - x[3] * at[1];
      },
      s, real(0), real(1), real(0.125), [&seen](const state &at, real t) { seen += at[0] * at[0] * t; });
  return s[0] + seen;
}
#endif
VALUE_OF_ARRAY(odeint_const)
