/* Values truncated to integers and back: table lookups, floors by casts; bytes and booleans made from comparisons. */
#define IN 6
#define OUT 6
#define LOW 0.3
#define HIGH 5.6
#include "program.h"

static const float table[8] = {0.0f, 0.5f, 0.8f, 1.0f, 1.1f, 1.15f, 1.18f, 1.2f};

FUNCTION void truncation(const real *x, real *y, int n) {
  for (int i = 0; i < n; i++) {
    const int cell = (int)VALUE(x[i]);
    const real t = x[i] - cell;
    const _Bool late = VALUE(t) > 0.5;
    const unsigned char flags = (unsigned char)(late | (cell & 1) << 1);
    y[i] = table[cell] * (1 - t) + table[cell + 1] * t;
    if (flags & 2) y[i] *= y[i];
    y[i] += late * t + (unsigned)cell * x[0];
  }
}

ARRAY_OF_ARRAY(truncation)
