/* Memory of the function's own that changes its use, beside the caller's, with copies between the two. */
#define IN 4
#define OUT 1
#include <stdlib.h>
#include "program.h"

union any {
  real number;
  long count;
  real *place;
};
static __attribute__((noinline)) void take(union any *a, const real *x, int n) {
  for (int i = 0; i < n; i++) a[i].number = x[i];
}
FUNCTION real marked_caller(const real *x, int n) {
  real y[IN];
  union any *a = malloc(3 * n * sizeof *a);
  take(a, x, n);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += a[i].number * a[i].number;
    a[i].count = i;
    a[n + i].number = sum * x[i];
    a[2 * n + i].place = y + i;
  }
  for (int i = 0; i < n; i++) {
    sum += a[i].count * x[i] + a[n + i].number;
    *a[2 * n + i].place = sum * 0.1;
  }
  for (int i = 0; i < n; i++) sum += y[i] * x[i];
  free(a);
  return sum;
}

VALUE_OF_ARRAY(marked_caller)
