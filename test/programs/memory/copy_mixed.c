/* memcpy of a struct whose second half is an integer. */
#define IN 4
#define OUT 1
#include "program.h"

struct mixed {
  real v;
  long n;
};
FUNCTION real copy_mixed(const real *x, int n) {
  struct mixed a[4], b[4];
  for (int i = 0; i < n; i++) a[i] = (struct mixed){x[i] * x[i], 3 - i};
  memcpy(b, a, sizeof a);
  for (int i = 0; i < n; i++) memcpy(&a[i], &b[b[i].n], sizeof *a);
  real sum = 0;
  for (int i = 0; i < n; i++) sum += a[i].v * b[a[i].n].v * (a[i].n + 1);
  return sum;
}

VALUE_OF_ARRAY(copy_mixed)
