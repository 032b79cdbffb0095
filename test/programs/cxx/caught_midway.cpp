/* A recursive function throws when it has changed memory; its caller catches that and goes on with what it finds there. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct guard {
  real *place;
  explicit guard(real *p) : place(p) {}
  ~guard() { *place *= *place; }
};

/* Deeper levels first; the destructors of those that are open square what they guard. */
real descend(const real *x, real *y, int n, int limit) {
  y[n] = x[n] * x[n] + y[n + 1];
  guard here(y + n);
  if (n == limit) throw n;
  if (n == 0) return y[0] * x[0];
  const real below = descend(x, y, n - 1, limit);
  y[n] += below * x[n];
  return below + y[n];
}
}  // namespace

FUNCTION real caught_midway(const real *x, int n) {
  real y[IN + 1] = {0};
  real sum = 0;
  for (int limit = -1; limit < n; limit++) {
    try {
      sum += descend(x, y, n - 1, limit);
    } catch (int at) {
      sum += y[at] * x[at] + y[n - 1];
    }
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(caught_midway)
