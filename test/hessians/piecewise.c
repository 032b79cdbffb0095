/* Branches, a switch, an early return and a loop whose length the values decide: smooth around the point that is looked at. */
#include <math.h>
#define N 5
static const double point[N] = {1.6, -0.35, 0.8, 2.4, -1.9};
static double huber(double t) { return fabs(t) < 1 ? 0.5 * t * t * t * t : 2 * fabs(t) - 1.5; }
static double piece(double t, int kind) {
  switch (kind % 3) {
  case 0: return t > 0 ? t * sqrt(t) : t * t;
  case 1: return fmax(t * t, 0.05) * fmin(t, 3);
  default: return huber(t) * t;
  }
}
double value(const double *x) {
  double sum = 0, size = 1;
  for (int i = 0; i < N; i++) sum += piece(x[i], i) * x[(i + 1) % N];
  if (sum > 20) return sum * x[0];
  while (size < 50) size = size * (1.5 + 0.1 * x[2]) + x[0] * x[3];
  return sum > 0 ? sum * size : size - sum * sum;
}
