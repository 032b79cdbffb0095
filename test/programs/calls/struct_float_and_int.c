/* A float and an int in one register, an int and a float behind a double in the other. */
#define IN 4
#define OUT 1
#define SCALAR float
#include "program.h"

struct tight {
  real v;
  int n;
  real w;
  int m;
};
static __attribute__((noinline)) struct tight step(struct tight a, real x) {
  return (struct tight){a.v * x + a.n, a.n + 1, a.w + x * x, a.m * 2};
}
FUNCTION real struct_float_and_int(const real *x, int n) {
  struct tight a = {1, 0, 0, 1};
  for (int i = 0; i < n; i++) a = step(a, x[i]);
  return a.v + a.w / a.m + a.n;
}

VALUE_OF_ARRAY(struct_float_and_int)
