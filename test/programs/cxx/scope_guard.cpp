/* Destructors that change active values when a scope is left, in reverse order of construction. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct scaled {
  real &value;
  real factor;
  scaled(real &v, real f) : value(v), factor(f) { value *= factor; }
  ~scaled() { value = value / factor + factor; }
};
real inside(real &v, real w) {
  scaled by(v, w);
  if (VALUE(w) > 100) return 0;
  return v * v;
}
}  // namespace

FUNCTION real scope_guard(const real *x, int n) {
  real value = x[0], sum = 0;
  for (int i = 1; i < n; i++) {
    scaled by(value, x[i]);
    sum += inside(value, x[i] + 1);
    if (i == 2) continue;
    scaled again(value, 2);
    sum += value;
  }
  return sum * value;
}
#endif
VALUE_OF_ARRAY(scope_guard)
