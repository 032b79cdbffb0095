/* Three scalars by value: their derivatives come back through a pointer, which every ABI passes alike. */
#define IN 3
#define OUT 1
#include "program.h"

FUNCTION real three_scalars(real a, real b, real c) { return a * b * sin(c) + b / (1 + c * c); }

struct triple {
  real a, b, c;
};

APPLY { out[0] = three_scalars(in[0], in[1], in[2]); }
GRADIENT(void three_scalars_grad(struct triple *, real, real, real, real)) {
  struct triple d;
  three_scalars_grad(&d, in[0], in[1], in[2], dout[0]);
  din[0] += d.a;
  din[1] += d.b;
  din[2] += d.c;
  out[0] = three_scalars(in[0], in[1], in[2]);
}
