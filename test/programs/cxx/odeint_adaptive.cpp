/* Boost.odeint: Dormand-Prince with step control. The steps themselves depend on the inputs, so that the oracle sees the
 * derivative of the numerical solution only where the tolerance is far below what is asked of it. */
#define IN 3
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <array>
#include <boost/numeric/odeint.hpp>

FUNCTION real odeint_adaptive(const real *x, int n) {
  namespace odeint = boost::numeric::odeint;
  typedef std::array<real, 2> state;
  typedef odeint::runge_kutta_dopri5<state, real, state, real> stepper;
  state s = {x[0], x[1]};
  const auto slope = [x](const state &at, state &rate, real) {
    rate[0] = at[1];
    rate[1] = -x[2] * at[0];
  };
  odeint::integrate_adaptive(odeint::make_controlled<stepper>(1e-13, 1e-13), slope, s, real(0), real(0.5), real(0.125));
  return s[0] * s[1];
}
#endif
VALUE_OF_ARRAY(odeint_adaptive)
