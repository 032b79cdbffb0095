/* Every helper returns an error code that is checked, with a clean-up label at the end. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdlib.h>

static int inverse(real x, real *result) {
  if (VALUE(x) < 0.1) return 1;
  *result = 1 / x;
  return 0;
}
static int total(const real *x, int n, real *result) {
  int status = 0;
  real *each = malloc(n * sizeof *each);
  if (!each) return 2;
  for (int i = 0; i < n; i++)
    if ((status = inverse(x[i] - 0.1 * i, &each[i])) != 0) goto done;
  *result = 0;
  for (int i = 0; i < n; i++) *result += each[i] * each[i];
done:
  free(each);
  return status;
}
FUNCTION real error_codes(const real *x, int n) {
  real result = x[0];
  if (total(x, n, &result)) result *= x[1];
  if (total(x, 2, &result)) return result * result;
  return result * x[2];
}

VALUE_OF_ARRAY(error_codes)
