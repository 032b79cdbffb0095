/* Two floats by value: C expects their derivatives packed into one register. */
#define IN 2
#define OUT 1
#define SCALAR float
#include "program.h"

FUNCTION real two_floats(real a, real b) { return a * a * b + a / (1 + b); }

struct pair {
  real a, b;
};

APPLY { out[0] = two_floats(in[0], in[1]); }
GRADIENT(struct pair two_floats_grad(real, real, real)) {
  const struct pair d = two_floats_grad(in[0], in[1], dout[0]);
  din[0] += d.a;
  din[1] += d.b;
  out[0] = two_floats(in[0], in[1]);
}
