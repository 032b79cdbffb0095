/* Where was the rod warm, an hour ago? The temperatures now are known; those of the beginning are found by descent along the
 * gradient of the misfit. misfit() stands in misfit.c, and what it calls in heat.c, in a library. */
#include "heat.h"

#include <math.h>
#include <stdio.h>

extern int enzyme_dup, enzyme_const;
double __enzyme_autodiff(void *function, ...);

/* The gradient of misfit() by its first argument. */
static void slope_at(const double *start, const double *observed, double *slope) {
  for (int i = 0; i < CELLS; i++) slope[i] = 0;
  __enzyme_autodiff((void *)misfit, enzyme_dup, start, slope, enzyme_const, observed, enzyme_const, CELLS);
}

/* The largest difference between the gradient and central differences. */
static double error_of_gradient(const double *start, const double *observed) {
  double slope[CELLS], moved[CELLS], worst = 0;
  slope_at(start, observed, slope);
  for (int i = 0; i < CELLS; i++) moved[i] = start[i];
  for (int i = 0; i < CELLS; i++) {
    const double step = 1e-5;
    moved[i] = start[i] + step;
    const double above = misfit(moved, observed, CELLS);
    moved[i] = start[i] - step;
    const double below = misfit(moved, observed, CELLS);
    moved[i] = start[i];
    worst = fmax(worst, fabs(slope[i] - (above - below) / (2 * step)));
  }
  return worst;
}

int main(void) {
  double truth[CELLS], observed[CELLS], guess[CELLS], slope[CELLS];
  for (int i = 0; i < CELLS; i++) {
    truth[i] = exp(-0.03 * (i - 25) * (i - 25));
    guess[i] = 0.2;
  }
  cool(truth, observed, CELLS);

  const double error = error_of_gradient(guess, observed);
  printf("gradient against differences: off by %.1e at most\n", error);
  if (error > 1e-8) return 1;

  const double before = misfit(guess, observed, CELLS);
  for (int step = 0; step < 3000; step++) {
    slope_at(guess, observed, slope);
    for (int i = 0; i < CELLS; i++) guess[i] -= 0.5 * slope[i];
  }
  const double after = misfit(guess, observed, CELLS);
  int warmest = 0;
  for (int i = 0; i < CELLS; i++) {
    if (guess[i] > guess[warmest]) warmest = i;
  }
  printf("misfit %.3e at first, %.3e after 3000 steps\n", before, after);
  printf("the rod was warmest at piece %d: %s\n", warmest, warmest == 25 ? "found" : "missed");
  return warmest == 25 && after < 1e-4 * before ? 0 : 1;
}
