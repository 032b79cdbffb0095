/* catch (...) around calls that may throw, noexcept functions, a function with no handler of its own. */
#define IN 4
#define OUT 2
#include "program.hpp"

#ifdef BODY
#include <new>
namespace {
real root(const real &v) {
  if (VALUE(v) < 0) throw -1;
  return sqrt(v);
}
real middle(const real &a, const real &b) { return root(a) * root(b); }
real safe(const real &a, const real &b) noexcept {
  try {
    return middle(a, b);
  } catch (...) {
    return a * b;
  }
}
}  // namespace

FUNCTION void catch_all_noexcept(const real *x, real *y, int n) {
  y[0] = safe(x[0], x[1]) + safe(x[2], -x[3]);
  y[1] = safe(-x[0] * x[3], x[1]);
}
#endif
ARRAY_OF_ARRAY(catch_all_noexcept)
