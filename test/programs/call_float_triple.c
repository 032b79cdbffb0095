/* tsad: in source
 * 3 float derivatives returned in a struct, packed into two vector registers. */
#define IN 3
#define OUT 1
#define SCALAR float
#include "program.h"

struct triple {
  real a, b, c;
};

FUNCTION real call_float_triple(real a, real b, real c) { return a * b * c + a / c; }

#ifdef PRIMAL
struct triple __enzyme_autodiff(void *, float, float, float);
struct triple call_float_triple_grad(real a, real b, real c) { return __enzyme_autodiff((void *)call_float_triple, a, b, c); }
#endif

APPLY { out[0] = call_float_triple(in[0], in[1], in[2]); }
GRADIENT(struct triple call_float_triple_grad(real a, real b, real c)) {
  const struct triple d = call_float_triple_grad(in[0], in[1], in[2]);
  din[0] += d.a;
  din[1] += d.b;
  din[2] += d.c;
  out[0] = call_float_triple(in[0], in[1], in[2]);
}
