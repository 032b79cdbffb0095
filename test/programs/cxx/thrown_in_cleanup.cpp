/* While an exception is on its way, a destructor throws and catches others; all hold active values. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct found {
  real value;
  int at;
};
__attribute__((noinline)) void inner(real *y, const real *x, int n) {
  try {
    if (n > 1) throw found{x[1] * x[1], 2};
  } catch (const found &f) {
    *y += f.value;
  }
}
struct guard {
  real *y;
  const real *x;
  int n;
  ~guard() {
    inner(y, x, n);
    try {
      if (n > 1) throw found{x[2] * x[1], 3};
    } catch (const found &f) {
      *y += f.value * *y;
    }
  }
};
}
FUNCTION real thrown_in_cleanup(const real *x, int n) {
  real y = x[2];
  try {
    guard g{&y, x, n};
    if (n > 1) throw found{x[0] * x[1], 1};
  } catch (const found &f) {
    return f.value * y;
  }
  return 0;
}
#endif
VALUE_OF_ARRAY(thrown_in_cleanup)
