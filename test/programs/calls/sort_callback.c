/* A sort of active numbers written by hand, with a comparator given by the caller. */
#define IN 7
#define OUT 7
#include "program.h"

static int ascending(const real *a, const real *b) { return VALUE(*a) < VALUE(*b); }
static int descending(const real *a, const real *b) { return VALUE(*a) > VALUE(*b); }
static __attribute__((noinline)) void order(real *x, int n, int (*before)(const real *, const real *)) {
  for (int i = 1; i < n; i++)
    for (int j = i; j > 0 && before(&x[j], &x[j - 1]); j--) {
      const real t = x[j];
      x[j] = x[j - 1];
      x[j - 1] = t;
    }
}
FUNCTION void sort_callback(real *x, int n) {
  order(x, n, ascending);
  for (int i = 1; i < n; i++) x[i] *= x[i - 1];
  order(x, n / 2, descending);
  x[0] = x[0] * x[1];
}

IN_PLACE(sort_callback)
