/* Black-Scholes call and put by erfc; five active scalars, two of them used in a branch. */
#define IN 5
#define OUT 1
#define DIFFERENCES
#include "program.h"

static real normal_cdf(real x) { return 0.5 * erfc(-x * 0.70710678118654752440L); }

FUNCTION real black_scholes(const real *x, int n) {
  const real spot = x[0], strike = x[1], rate = 0.1 * x[2], volatility = x[3], time = x[n - 1];
  const real spread = volatility * sqrt(time);
  const real d1 = (log(spot / strike) + (rate + 0.5 * volatility * volatility) * time) / spread;
  const real d2 = d1 - spread;
  const real call = spot * normal_cdf(d1) - strike * exp(-rate * time) * normal_cdf(d2);
  return VALUE(spot) > VALUE(strike) ? call : call + strike * exp(-rate * time) - spot;
}

VALUE_OF_ARRAY(black_scholes)
