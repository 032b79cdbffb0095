/* Active numbers are rounded to integers that index and weigh. */
#define IN 6
#define OUT 1
#include "program.h"

FUNCTION real integers_from_numbers(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const int k = (int)(VALUE(x[i]) * 4);
    const unsigned char small = (unsigned char)(VALUE(x[i]) * 100);
    sum += x[k % n] * (k + 1) + x[i] * x[i] * small / 50.0;
  }
  return sum;
}

VALUE_OF_ARRAY(integers_from_numbers)
