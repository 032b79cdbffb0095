/* The slope of `objective` by central differences of ten steps, extrapolated as in Ridders, Advances in Engineering Software 4
 * (1982): of all extrapolations the one is taken that agrees best with those it is made of, and how far they are apart is the
 * estimate of its error. The first steps are wide, which rounding cannot spoil; the last ones are narrow, which stay on one
 * side of a kink nearby. In C and C++, in the precision of `real`. */
enum { STEPS = 10 };

static long double apart(long double a, long double b) { return a < b ? b - a : a - b; }

static long double slope(real *x, int i, long double *estimate) {
  long double before[STEPS], now[STEPS], best = 0;
  const real at = x[i];
  real h = apart(at, 0) < 0.25L ? 0.0025L : apart(at, 0) / 100;
  *estimate = 1e300L;
  for (int k = 0; k < STEPS; k++, h /= 2) {
    x[i] = at + h;
    const real above = objective(x), high = x[i];
    x[i] = at - h;
    const real below = objective(x), low = x[i];
    x[i] = at;
    now[0] = ((long double)above - below) / ((long double)high - low);
    long double power = 1;
    for (int m = 1; m <= k; m++) {
      power *= 4;
      now[m] = now[m - 1] + (now[m - 1] - before[m - 1]) / (power - 1);
      const long double one = apart(now[m], now[m - 1]), other = apart(now[m], before[m - 1]);
      const long double error = one < other ? other : one;
      if (error < *estimate) *estimate = error, best = now[m];
    }
    for (int m = 0; m <= k; m++) before[m] = now[m];
  }
  return best;
}
