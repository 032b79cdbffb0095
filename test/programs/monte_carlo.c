/* An Asian option by Monte Carlo: integers of a congruential generator drive floats, payoff with a kink. */
#define IN 3
#define OUT 1
#include "program.h"

static double uniform(unsigned *state) {
  *state = *state * 1664525u + 1013904223u;
  return (*state >> 8) / 16777216.0;
}

FUNCTION real monte_carlo(const real *x, int n) {
  unsigned state = 12345;
  real payoff = 0;
  for (int path = 0; path < 30; path++) {
    real price = x[0], average = 0;
    for (int step = 0; step < 4 * n; step++) {
      const double z = uniform(&state) + uniform(&state) + uniform(&state) - 1.5;
      price *= exp(0.05 * x[1] + 0.3 * x[2] * z);
      average += price / (4 * n);
    }
    if (VALUE(average) > 0.8) payoff += average - 0.8;
  }
  return payoff / 30;
}

VALUE_OF_ARRAY(monte_carlo)
