/* Five nested loops of constant, symbolic and dependent bounds; products that every level carries. */
#define IN 5
#define OUT 1
#include "program.h"

FUNCTION real deep_nest(const real *x, int n) {
  real sum = 0;
  for (int a = 0; a < 3; a++) {
    real pa = 1 + x[a];
    for (int b = 0; b < n; b++) {
      real pb = pa * x[b];
      for (int c = b; c < n; c += 2) {
        real pc = sin(pb) + x[c];
        for (int d = 2; d >= 0; d--) {
          pc *= 1 - 0.1 * x[d];
          for (int e = 0; e < (a + d) % 3; e++) pc += 0.2 * pc * x[e];
        }
        pb += pc * pc;
      }
      pa += 0.1 * pb;
    }
    sum += pa;
  }
  return sum;
}

VALUE_OF_ARRAY(deep_nest)
