/* A pair of floats moved as one 8-byte unit, by struct copy and by memcpy. */
#define IN 6
#define OUT 1
#define SCALAR float
#include "program.h"

struct pair {
  real a, b;
};
FUNCTION real float_pair_moved(const real *x, int n) {
  struct pair p[3], q[3];
  for (int i = 0; i < n / 2; i++) p[i] = (struct pair){x[2 * i], x[2 * i + 1]};
  for (int i = 0; i < n / 2; i++) q[i] = p[n / 2 - 1 - i];
  memcpy(&p[1], &q[0], sizeof p[1]);
  real sum = 0;
  for (int i = 0; i < 3; i++) sum += p[i].a * q[i].b + p[i].b * p[i].b;
  return sum;
}

VALUE_OF_ARRAY(float_pair_moved)
