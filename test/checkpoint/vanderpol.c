/* The Van der Pol oscillator with adaptive steps of Bogacki and Shampine: a while loop, with steps that are rejected. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "tsad/mark.h"
extern int enzyme_dup, enzyme_const;
void __enzyme_autodiff(void *, ...);
static void slope(const double y[2], double mu, double to[2]) { to[0] = y[1]; to[1] = mu * (1 - y[0] * y[0]) * y[1] - y[0]; }
static void solve(double *state, double mu, double T, double tol, double *result, long *counts) {
  double z[2] = {state[0], state[1]}, t = 0, h = 1e-3;
  long accepted = 0, rejected = 0;
  while (t < T) {
    __tsad_checkpoint(TSAD_REVOLVE, 5);
    if (t + h > T) h = T - t;
    double k1[2], k2[2], k3[2], k4[2], y[2], e[2];
    slope(z, mu, k1);
    for (int i = 0; i < 2; i++) y[i] = z[i] + h / 2 * k1[i];
    slope(y, mu, k2);
    for (int i = 0; i < 2; i++) y[i] = z[i] + 3 * h / 4 * k2[i];
    slope(y, mu, k3);
    for (int i = 0; i < 2; i++) y[i] = z[i] + h * (2 * k1[i] + 3 * k2[i] + 4 * k3[i]) / 9;
    slope(y, mu, k4);
    for (int i = 0; i < 2; i++) e[i] = h * (-5 * k1[i] / 72 + k2[i] / 12 + k3[i] / 9 - k4[i] / 8);
    double err = sqrt(e[0] * e[0] + e[1] * e[1]);
    double change = 0.9 * pow(tol / err, 1.0 / 3);
    if (change < 0.2) change = 0.2;
    if (change > 5) change = 5;
    if (err <= tol) {
      t += h; z[0] = y[0]; z[1] = y[1]; accepted++;
    } else rejected++;
    h *= change;
  }
  *result = z[0];
  counts[0] = accepted; counts[1] = rejected;
}
void objective(double *state, double *mu, double *result, long *counts) { solve(state, *mu, 10, 1e-6, result, counts); }
int main(void) {
  double s[2] = {2, 0}, ds[2] = {0}, mu = 5, dmu = 0, r = 0, dr = 1; long c[2];
  __enzyme_autodiff((void *)objective, enzyme_dup, s, ds, enzyme_dup, &mu, &dmu, enzyme_dup, &r, &dr, enzyme_const, c);
  printf("y1 %.16g\nd1 %.12g\nd2 %.12g\nmu %.12g\naccepted %ld\nrejected %ld\n", r, ds[0], ds[1], dmu, c[0], c[1]);
  return 0;
}
