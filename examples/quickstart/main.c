/* Prints the gradient that tsad made of misfit() beside extrapolated finite differences of misfit(). */
#include <math.h>
#include <stdio.h>

#include "misfit_grad.h" /* written by tsad: the prototype of misfit_grad */

double misfit(const double *p, int steps_between);

enum { PARAMETERS = 4, STEPS = 200 };

/* Richardson's extrapolation of central differences: the error falls with h^4. */
static double difference(const double *point, int i) {
  double slope[2];
  for (int k = 0; k < 2; k++) {
    const double h = 1e-3 / (1 << k);
    double p[PARAMETERS];
    for (int j = 0; j < PARAMETERS; j++) p[j] = point[j];
    p[i] = point[i] + h;
    const double above = misfit(p, STEPS);
    p[i] = point[i] - h;
    slope[k] = (above - misfit(p, STEPS)) / (2 * h);
  }
  return (4 * slope[1] - slope[0]) / 3;
}

int main(void) {
  static const char *const names[PARAMETERS] = {"stiffness", "log frequency", "drive", "x(0)"};
  double p[PARAMETERS] = {1.2, 0.05, 0.3, 1.9};
  double dp[PARAMETERS] = {0}; /* the gradient is added to what is here */

  misfit_grad(p, dp, STEPS, 1.0);

  int wrong = 0;
  printf("misfit = %.15g\n\n%-14s %20s %20s %10s\n", misfit(p, STEPS), "d misfit / d", "tsad", "differences",
         "relative");
  for (int i = 0; i < PARAMETERS; i++) {
    const double expected = difference(p, i);
    const double relative = fabs(dp[i] - expected) / fmax(1e-3, fabs(expected));
    printf("%-14s %20.14f %20.14f %10.1e\n", names[i], dp[i], expected, relative);
    if (!(relative < 1e-6)) wrong++;
  }
  printf("\n%s\n", wrong ? "The two DISAGREE." : "The two agree.");
  return wrong != 0;
}
