/* Explicit heat equation on two buffers whose pointers are exchanged every step. */
#define IN 13
#define OUT 12
#include "program.h"

FUNCTION void heat(const real *x, real *y, int n) {
  real first[16], second[16];
  real *now = first, *next = second;
  const int cells = n - 1;
  const real diffusion = 0.2 * x[cells];
  for (int i = 0; i < cells; i++) now[i] = x[i];
  for (int step = 0; step < 10; step++) {
    next[0] = now[0];
    next[cells - 1] = now[cells - 1];
    for (int i = 1; i < cells - 1; i++) next[i] = now[i] + diffusion * (now[i - 1] - 2 * now[i] + now[i + 1]);
    real *const kept = now;
    now = next;
    next = kept;
  }
  for (int i = 0; i < cells; i++) y[i] = now[i];
}

ARRAY_OF_ARRAY(heat)
