/* A function pointer as an argument of a helper. */
#define IN 5
#define OUT 1
#include "program.h"

static real square(real x) { return x * x; }
static real wave(real x) { return sin(3 * x); }
static __attribute__((noinline)) real integrate(real (*f)(real), real a, real b) {
  real sum = 0;
  for (int i = 0; i < 4; i++) sum += f(a + (b - a) * (i + 0.5) / 4);
  return sum * (b - a) / 4;
}
FUNCTION real pointer_argument(const real *x, int n) {
  return integrate(square, x[0], x[1]) * integrate(wave, x[2], x[3]) + x[n - 1];
}

VALUE_OF_ARRAY(pointer_argument)
