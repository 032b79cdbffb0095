/* tsad: in source
 * A call of __enzyme_autodiff declared as a template; the results come back in a struct. */
#define IN 2
#define OUT 1
#include "program.hpp"
#include "in_source.hpp"

struct both {
  real a, b;
};

#ifdef BODY
FUNCTION real call_template(real a, real b) { return sin(a) * b + a / b; }
#endif
#ifdef PRIMAL
extern "C" both call_template_grad(real a, real b) { return __enzyme_autodiff<both>((void *)call_template, a, b); }
#endif

extern "C" real call_template(real, real);
APPLY { out[0] = call_template(in[0], in[1]); }
GRADIENT(both call_template_grad(real, real)) {
  const both d = call_template_grad(in[0], in[1]);
  din[0] += d.a;
  din[1] += d.b;
  out[0] = call_template(in[0], in[1]);
}
