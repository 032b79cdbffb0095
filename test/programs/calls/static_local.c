/* A static local that counts calls and one that caches an inactive table. */
#define IN 4
#define OUT 1
#include "program.h"

static double factor(int i) {
  static double table[4];
  static int ready = 0;
  if (!ready) {
    for (int k = 0; k < 4; k++) table[k] = 1.0 / (k + 1);
    ready = 1;
  }
  return table[i & 3];
}
FUNCTION real static_local(const real *x, int n) {
  static unsigned calls = 0;
  calls++;
  real sum = 0;
  for (int i = 0; i < n; i++) sum += factor(i) * x[i] * x[i];
  return calls > 0 ? sum : 0;
}

VALUE_OF_ARRAY(static_local)
