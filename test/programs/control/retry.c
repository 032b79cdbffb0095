/* goto backwards: retries with a smaller step, and a common exit label. */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real retry(const real *x, int n) {
  real value = x[0], next;
  double step = 1;
  int i = 0, tries = 0;
again:
  next = value + step * sin(value) * x[i];
  if (VALUE(next - value) > 0.3 && tries < 5) {
    step /= 2;
    tries++;
    goto again;
  }
  value = next;
  if (VALUE(value) > 4) goto done;
  tries = 0;
  if (++i < n) goto again;
  value *= 2;
done:
  return value * value;
}

VALUE_OF_ARRAY(retry)
