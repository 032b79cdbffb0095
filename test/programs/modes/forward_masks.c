/* tsad: in source
 * Forward mode through functions that mask the bits of numbers which depend on nothing, as vector libraries do. */
#define IN 4
#define OUT 1
#include "program.h"
#include "in_source.h"

#include <stdint.h>

static double both(const double *a, const double *b) {
  uint64_t first, second;
  memcpy(&first, a, sizeof first);
  memcpy(&second, b, sizeof second);
  first &= second;
  double made;
  memcpy(&made, &first, sizeof made);
  return made;
}
static double step_at(real x, double at) {
  const uint64_t bits = VALUE(x) > at ? ~(uint64_t)0 : 0;
  const double one = 1;
  double mask;
  memcpy(&mask, &bits, sizeof mask);
  return both(&mask, &one);
}

FUNCTION real forward_masks(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * x[i] * (2 - step_at(x[i], 0.7));
  return sum * sum;
}

#ifdef PRIMAL
double __enzyme_fwddiff(void *, ...);
double forward_masks_along(const double *x, const double *v, int n) {
  return __enzyme_fwddiff((void *)forward_masks, enzyme_dup, x, v, enzyme_const, n);
}
#endif
APPLY { out[0] = forward_masks(in, IN); }
GRADIENT(real forward_masks_along(const real *, const real *, int)) {
  for (int i = 0; i < IN; i++) {
    real v[IN] = {0};
    v[i] = 1;
    din[i] += forward_masks_along(in, v, IN);
  }
  apply(in, out);
}
