/* Collatz sequences decide what is done to the value: trip counts and branches from integers alone. */
#define IN 3
#define OUT 3
#include "program.h"

FUNCTION void collatz(const real *x, real *y, int n) {
  for (int k = 0; k < n; k++) {
    real value = x[k];
    long m = 7 + 4 * k;
    while (m != 1) {
      if (m % 2) {
        m = 3 * m + 1;
        value = value * (1 + 0.1 * value);
      } else {
        m /= 2;
        value = 0.7 * value + 0.2 * x[(k + 1) % n];
      }
    }
    y[k] = value;
  }
}

ARRAY_OF_ARRAY(collatz)
