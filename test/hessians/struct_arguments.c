/* Structs as arguments and results, in registers, in memory and by pointer. */
#include <math.h>
#define N 6
static const double point[N] = {0.7, -0.2, 1.3, 0.4, 0.9, -1.1};
struct pair {
  double re, im;
};
struct triple {
  double v[3];
};
struct body {
  struct triple at;
  struct pair charge;
  int times;
};
static struct pair multiply(struct pair a, struct pair b) {
  struct pair c = {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
  return c;
}
static struct triple turned(struct triple t, double angle) {
  struct triple r = {{cos(angle) * t.v[0] - sin(angle) * t.v[1],
                      sin(angle) * t.v[0] + cos(angle) * t.v[1], t.v[2]}};
  return r;
}
static void advance(struct body *b) {
  for (int i = 0; i < b->times; i++) {
    b->at = turned(b->at, b->charge.re * b->at.v[2]);
    b->charge = multiply(b->charge, b->charge);
  }
}
double value(const double *x) {
  struct body b = {{{x[0], x[1], x[2]}}, {x[3], x[4]}, 3};
  advance(&b);
  return b.at.v[0] * b.at.v[1] + b.charge.re * x[5] + b.charge.im * b.at.v[1];
}
