/* A packed struct: active numbers at odd offsets. */
#define IN 4
#define OUT 1
#include "program.h"

struct __attribute__((packed)) record {
  char tag;
  real v;
  short n;
};
FUNCTION real packed_struct(const real *x, int n) {
  struct record r[4];
  for (int i = 0; i < n; i++) r[i].tag = (char)i, r[i].v = x[i], r[i].n = (short)(n - 1 - i);
  real sum = 0;
  for (int i = 0; i < n; i++) sum += r[i].v * r[r[i].n].v * (r[i].tag + 1);
  return sum;
}

VALUE_OF_ARRAY(packed_struct)
