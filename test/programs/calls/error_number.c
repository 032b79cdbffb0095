/* errno is set and read beside active values. */
#define IN 3
#define OUT 1
#include "program.h"
#include <errno.h>

static real guarded(real x) {
  if (VALUE(x) < 0.5) {
    errno = EDOM;
    return x * x;
  }
  return 1 / x;
}
FUNCTION real error_number(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    errno = 0;
    const real v = guarded(x[i]);
    sum += errno == EDOM ? 2 * v : v * x[0];
  }
  return sum;
}

VALUE_OF_ARRAY(error_number)
