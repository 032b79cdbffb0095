/* Bit fields beside active numbers decide what is computed. */
#define IN 4
#define OUT 1
#include "program.h"

struct flags {
  unsigned negate : 1, power : 3, index : 4;
  real v;
};
FUNCTION real bit_fields(const real *x, int n) {
  struct flags f[4];
  for (int i = 0; i < n; i++) f[i] = (struct flags){i & 1, i + 1, (i * 3 + 1) % n, x[i]};
  real sum = 0;
  for (int i = 0; i < n; i++) {
    real p = 1;
    for (unsigned k = 0; k < f[i].power; k++) p *= f[f[i].index].v;
    f[i].power--;
    sum += f[i].negate ? -p : p * f[i].power;
  }
  return sum;
}

VALUE_OF_ARRAY(bit_fields)
