/* Integer arithmetic of many widths beside active numbers: 8 to 128 bits, wrapping. */
#define IN 5
#define OUT 1
#include "program.h"
#include <stdint.h>

FUNCTION real wide_integers(const real *x, int n) {
  uint8_t a = 250;
  int16_t b = -3;
  uint64_t c = 88172645463325252ull;
  __uint128_t d = 1;
  real sum = 0;
  for (int i = 0; i < n; i++) {
    a += 7;
    b = (int16_t)(b * 5 + 1);
    c ^= c << 13, c ^= c >> 7, c ^= c << 17;
    d = d * c + a;
    sum += x[a % n] * x[(unsigned)(d >> 70) % n] * ((b & 15) + 1);
  }
  return sum;
}

VALUE_OF_ARRAY(wide_integers)
