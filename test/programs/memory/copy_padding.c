/* Structs with padding, assigned and copied byte by byte with their padding. */
#define IN 4
#define OUT 1
#include "program.h"

struct padded {
  char tag;
  real v;
  short kind;
};
FUNCTION real copy_padding(const real *x, int n) {
  struct padded a[4], b;
  memset(a, 0, sizeof a);
  for (int i = 0; i < n; i++) a[i].tag = 'a' + i, a[i].v = x[i], a[i].kind = i;
  real sum = 0;
  for (int i = 0; i < n; i++) {
    b = a[n - 1 - a[i].kind];
    b.v *= x[i];
    a[(i + 1) % n] = b;
    sum += b.v * (b.tag - 'a' + 1);
  }
  return sum;
}

VALUE_OF_ARRAY(copy_padding)
