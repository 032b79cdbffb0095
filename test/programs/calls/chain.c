/* Ten helpers deep, each called from two places. */
#define IN 3
#define OUT 1
#include "program.h"

#define LINK(f, g) \
  static __attribute__((noinline)) real f(real a, real b) { return g(a * 0.9, b) + 0.5 * g(b, a) * a; }
static __attribute__((noinline)) real f0(real a, real b) { return a * sin(b); }
LINK(f1, f0)
LINK(f2, f1)
LINK(f3, f2)
LINK(f4, f3)
LINK(f5, f4)
LINK(f6, f5)
FUNCTION real chain(const real *x, int n) { return f6(x[0], x[1]) * x[n - 1]; }

VALUE_OF_ARRAY(chain)
