/* A thread-local array as scratch memory. */
#define IN 4
#define OUT 1
#include "program.h"

static _Thread_local real scratch[4];
FUNCTION real thread_local_scratch(const real *x, int n) {
  for (int i = 0; i < n; i++) scratch[i] = sin(x[i]) * (i + 1);
  real sum = 0;
  for (int i = 0; i < n; i++) sum += scratch[i] * scratch[n - 1 - i];
  return sum;
}

VALUE_OF_ARRAY(thread_local_scratch)
