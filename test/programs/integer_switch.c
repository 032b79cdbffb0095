/* A switch on an integer argument that selects the formula, dense and sparse cases. */
#define IN 3
#define OUT 12
#include "program.h"

static real formula(real a, real b, int kind) {
  switch (kind) {
    case 0: return a + b;
    case 1: return a * b;
    case 2: return a / b;
    case 3: return sin(a) * b;
    case 4: return a;
    case 100: return exp(a - b);
    case -7: return sqrt(a * b);
    default: return kind * b;
  }
}

FUNCTION void integer_switch(const real *x, real *y, int n) {
  for (int k = 0; k < 8; k++) y[k] = formula(x[k % n], x[(k + 1) % n], k);
  y[8] = formula(x[0], x[1], 100);
  y[9] = formula(x[1], x[2], -7);
  y[10] = formula(x[1], x[2], 99) + formula(x[0], y[8], n - 1);
  y[11] = y[9] * y[2];
}

ARRAY_OF_ARRAY(integer_switch)
