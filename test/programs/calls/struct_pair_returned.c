/* A struct of two doubles returned in two registers, through two calls. */
#define IN 4
#define OUT 1
#include "program.h"

struct pair {
  real a, b;
};
static __attribute__((noinline)) struct pair polar(real x, real y) {
  return (struct pair){sqrt(x * x + y * y), y / x};
}
static __attribute__((noinline)) struct pair both(const real *x) {
  const struct pair p = polar(x[0], x[1]);
  return (struct pair){p.a * p.b, p.a - p.b};
}
FUNCTION real struct_pair_returned(const real *x, int n) {
  const struct pair p = both(x), q = both(x + n / 2);
  return p.a * q.b + p.b * q.a;
}

VALUE_OF_ARRAY(struct_pair_returned)
