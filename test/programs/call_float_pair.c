/* tsad: in source
 * 2 float derivatives returned in a struct, packed into one vector register. */
#define IN 2
#define OUT 1
#define SCALAR float
#include "program.h"

struct pair {
  real a, b;
};

FUNCTION real call_float_pair(real a, real b) { return a * a * b + b / a; }

#ifdef PRIMAL
struct pair __enzyme_autodiff(void *, float, float);
struct pair call_float_pair_grad(real a, real b) { return __enzyme_autodiff((void *)call_float_pair, a, b); }
#endif

APPLY { out[0] = call_float_pair(in[0], in[1]); }
GRADIENT(struct pair call_float_pair_grad(real a, real b)) {
  const struct pair d = call_float_pair_grad(in[0], in[1]);
  din[0] += d.a;
  din[1] += d.b;
  out[0] = call_float_pair(in[0], in[1]);
}
