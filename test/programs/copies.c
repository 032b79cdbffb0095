/* memcpy, memmove and memset of floats, of fixed and of variable size. */
#define IN 10
#define OUT 10
#include "program.h"

FUNCTION void copies(const real *x, real *y, int n) {
  real buffer[16], first[4];
  memset(buffer, 0, sizeof buffer);
  memcpy(first, x, sizeof first);
  memcpy(buffer + 1, x, (unsigned long)n * sizeof *x);
  memmove(buffer, buffer + 2, (unsigned long)(n / 2) * sizeof *x);
  for (int i = 0; i < 4; i++) buffer[i] *= first[3 - i] + x[i];
  memset(buffer + 2, 0, sizeof *buffer);
  for (int i = 0; i < n; i++) y[i] = buffer[i] * buffer[i + 1] + x[i];
}

ARRAY_OF_ARRAY(copies)
