/* Integer globals count and configure; the second call sees what the first one left. */
#define IN 4
#define OUT 1
#include "program.h"

static int calls, order[4] = {2, 0, 3, 1};
static unsigned seed = 1;
FUNCTION real global_counter(const real *x, int n) {
  calls++;
  real sum = 0;
  for (int i = 0; i < n; i++) {
    seed = seed * 1103515245u + 12345u;
    sum += x[order[i]] * x[i] * (i + 1);
  }
  return calls > 0 && seed != 0 ? sum : x[0];
}

VALUE_OF_ARRAY(global_counter)
