/* tsad: in source
 * 2 derivatives returned in a struct, in two registers. */
#define IN 2
#define OUT 1
#include "program.h"
#include "in_source.h"

struct pair {
  real a, b;
};

FUNCTION real call_pair(real a, real b) {
  return a * sin(b) + b / a;
}

#ifdef PRIMAL
struct pair __enzyme_autodiff(void *, ...);
struct pair call_pair_grad(real a, real b) {
  return __enzyme_autodiff((void *)call_pair, enzyme_out, a, enzyme_out, b);
}
#endif

APPLY { out[0] = call_pair(in[0], in[1]); }
GRADIENT(struct pair call_pair_grad(real a, real b)) {
  const struct pair d = call_pair_grad(in[0], in[1]);
  din[0] += d.a;
  din[1] += d.b;
  out[0] = call_pair(in[0], in[1]);
}
