/* A table read from a stream inside the function: inactive numbers through stdio. */
#define IN 3
#define OUT 1
#include "program.h"
#include <stdio.h>
#include <stdlib.h>

FUNCTION real file_input(const real *x, int n) {
  FILE *file = tmpfile();
  if (!file) return 0;
  fputs("1.5 2.5 0.25\n", file);
  rewind(file);
  real sum = 0;
  for (int i = 0; i < n; i++) {
    double factor = 0;
    if (fscanf(file, "%lf", &factor) != 1) break;
    sum += factor * x[i] * x[i];
  }
  fclose(file);
  return sum;
}

VALUE_OF_ARRAY(file_input)
