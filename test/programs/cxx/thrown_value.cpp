/* The exception itself carries an active value. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct found {
  real value;
  int at;
};
void search(const real *x, int n) {
  for (int i = 0; i < n; i++)
    if (i == 1) throw found{x[i] * x[i + 1], i};
}
}  // namespace

FUNCTION real thrown_value(const real *x, int n) {
  try {
    search(x, n);
  } catch (const found &f) {
    return f.value * x[0] + f.at;
  }
  return 0;
}
#endif
VALUE_OF_ARRAY(thrown_value)
