/* Allocated pointers to the levels of a leapfrog scheme, which change places. */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real fortran_pointer_swap(const real *x, int n) {
  real u[3][IN], s = 0;
  real *old = u[0], *now = u[1], *new = u[2];
  for (int i = 0; i < n; i++) old[i] = x[i], now[i] = x[i] * 1.01, new[i] = 0;
  for (int t = 0; t < 4; t++) {
    for (int i = 1; i < n - 1; i++)
      new[i] = 2 * now[i] - old[i] + 0.1 * (now[i + 1] - 2 * now[i] + now[i - 1]) * now[i];
    real *tmp = old;
    old = now, now = new, new = tmp;
  }
  for (int i = 0; i < n; i++) s += now[i] * old[i];
  return s;
}

VALUE_OF_ARRAY(fortran_pointer_swap)
