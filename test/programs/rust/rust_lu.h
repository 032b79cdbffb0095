/* A matrix on a Vec with Index and IndexMut, and elimination with pivots. */
#define IN 16
#define OUT 1
#include "program.h"
#include "slices.h"

FUNCTION real rust_lu(const real *x, size_t n) {
  real det = 0;
  for (int a = 0; a < 4; a++)
    for (int b = 0; b < 4; b++)
      for (int c = 0; c < 4; c++) {
        const int d = 6 - a - b - c;
        if (a == b || a == c || b == c) continue;
        const int odd = ((a > b) + (a > c) + (a > d) + (b > c) + (b > d) + (c > d)) % 2;
        const real term = x[a] * x[4 + b] * x[8 + c] * x[12 + d];
        det += odd ? -term : term;
      }
  return det * det;
}

VALUE_OF_SLICE(rust_lu)
