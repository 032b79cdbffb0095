/* One-dimensional convolution with a boundary tested inside the loop. */
#define IN 15
#define OUT 10
#include "program.h"

FUNCTION void convolution(const real *x, real *y, int n) {
  const int taps = 5;
  const int length = n - taps;
  const real *kernel = x + length;
  for (int i = 0; i < length; i++) {
    real sum = 0;
    for (int k = 0; k < taps; k++) {
      const int j = i + k - taps / 2;
      if (j < 0 || j >= length) continue;
      sum += kernel[k] * x[j];
    }
    y[i] = tanh(sum);
  }
}

ARRAY_OF_ARRAY(convolution)
