/* Two floats by value, whose derivatives come back through a pointer. */
#define IN 2
#define OUT 1
#define SCALAR float
#include "program.h"

FUNCTION real two_floats(real a, real b) { return a * a * b + a / (1 + b); }

struct pair {
  real a, b;
};

APPLY { out[0] = two_floats(in[0], in[1]); }
GRADIENT(void two_floats_grad(struct pair *, real, real, real)) {
  struct pair d;
  two_floats_grad(&d, in[0], in[1], dout[0]);
  din[0] += d.a;
  din[1] += d.b;
  out[0] = two_floats(in[0], in[1]);
}
