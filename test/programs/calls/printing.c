/* printf, fprintf, puts and snprintf of active numbers inside the differentiated function. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdio.h>

FUNCTION real printing(const real *x, int n) {
  char line[64];
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += x[i] * x[i] * (i + 1);
    fprintf(stderr, "round %d: %g\n", i, (double)VALUE(sum));
    snprintf(line, sizeof line, "%.3f", (double)VALUE(x[i]));
    if (line[0] == '-') sum = -sum;
  }
  fputs("done\n", stderr);
  fflush(stderr);
  return sum;
}

VALUE_OF_ARRAY(printing)
