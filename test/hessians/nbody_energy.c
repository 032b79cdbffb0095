/* The energy of three bodies in the plane after some steps of leapfrog, done in place. */
#include <math.h>
enum { BODIES = 3 };
#define N (4 * BODIES)
static const double point[N] = {0.0, 0.1, 1.3, -0.2, -0.4, 1.5, 0.3, -0.1, 0.2, 0.5, -0.6, 0.1};
static const double mass[BODIES] = {1.0, 0.7, 0.4};

static void kick(double *v, const double *p, double h) {
  for (int i = 0; i < BODIES; i++) {
    for (int k = 0; k < BODIES; k++) {
      if (i == k) continue;
      const double dx = p[2 * k] - p[2 * i], dy = p[2 * k + 1] - p[2 * i + 1];
      const double r2 = dx * dx + dy * dy + 0.1, pull = h * mass[k] / (r2 * sqrt(r2));
      v[2 * i] += pull * dx;
      v[2 * i + 1] += pull * dy;
    }
  }
}
double value(const double *x) {
  double p[2 * BODIES], v[2 * BODIES], energy = 0;
  for (int i = 0; i < 2 * BODIES; i++) p[i] = x[i], v[i] = x[2 * BODIES + i];
  for (int step = 0; step < 5; step++) {
    kick(v, p, 0.1);
    for (int i = 0; i < 2 * BODIES; i++) p[i] += 0.2 * v[i];
    kick(v, p, 0.1);
  }
  for (int i = 0; i < BODIES; i++) {
    energy += 0.5 * mass[i] * (v[2 * i] * v[2 * i] + v[2 * i + 1] * v[2 * i + 1]);
    for (int k = 0; k < i; k++)
      energy -= mass[i] * mass[k] / hypot(p[2 * k] - p[2 * i], p[2 * k + 1] - p[2 * i + 1]);
  }
  return energy;
}
