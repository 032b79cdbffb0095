/* tsad: in source
 * enzyme_primal_return: the value comes back beside the derivative. */
#define IN 2
#define OUT 1
#include "program.h"
#include "in_source.h"

struct both {
  real value, derivative;
};
FUNCTION real primal_return(real a, real b) { return a * a * sin(a) * b; }

#ifdef PRIMAL
struct both __enzyme_autodiff(void *, ...);
struct both primal_return_by(double a, double b) {
  return __enzyme_autodiff((void *)primal_return, enzyme_primal_return, enzyme_out, a, enzyme_const, b);
}
#endif
APPLY { out[0] = primal_return(in[0], in[1]); }
GRADIENT(struct both primal_return_by(real, real)) {
  const struct both first = primal_return_by(in[0], in[1]);
  din[0] += first.derivative;
  /* It is symmetric in b up to a factor: the derivative by b is the value at b = 1. */
  din[1] += primal_return_by(in[0], 1).value;
  out[0] = first.value;
}
