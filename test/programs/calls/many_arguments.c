/* Fourteen doubles: the last ones are passed in memory. */
#define IN 14
#define OUT 1
#include "program.h"

static __attribute__((noinline)) real all(real a, real b, real c, real d, real e, real f, real g, real h, real i, real j,
                                          real k, real l, real m, real n) {
  return a * b + c * d - e / f + g * h * i + sin(j) * k + l * m * n;
}
FUNCTION real many_arguments(const real *x, int n) {
  return all(x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10], x[11], x[12], x[n - 1]);
}

VALUE_OF_ARRAY(many_arguments)
