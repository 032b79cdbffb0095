/* tsad: in source
 * 3 derivatives returned in a struct, in memory that the caller provides. */
#define IN 3
#define OUT 1
#include "program.h"
#include "in_source.h"

struct triple {
  real a, b, c;
};

FUNCTION real call_triple(real a, real b, real c) {
  return a * b * c + exp(a - c) * b;
}

#ifdef PRIMAL
struct triple __enzyme_autodiff(void *, ...);
struct triple call_triple_grad(real a, real b, real c) {
  return __enzyme_autodiff((void *)call_triple, enzyme_out, a, enzyme_out, b, enzyme_out, c);
}
#endif

APPLY { out[0] = call_triple(in[0], in[1], in[2]); }
GRADIENT(struct triple call_triple_grad(real a, real b, real c)) {
  const struct triple d = call_triple_grad(in[0], in[1], in[2]);
  din[0] += d.a;
  din[1] += d.b;
  din[2] += d.c;
  out[0] = call_triple(in[0], in[1], in[2]);
}
