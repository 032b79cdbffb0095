/* Global pointers to memory of the caller and to the heap. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdlib.h>

static const real *data;
static real *work;
static int length;
static real reduce(void) {
  real sum = 0;
  for (int i = 0; i < length; i++) {
    work[i] = data[i] * data[length - 1 - i];
    sum += work[i] * work[0];
  }
  return sum;
}
FUNCTION real global_pointer(const real *x, int n) {
  data = x;
  length = n;
  work = malloc(n * sizeof *work);
  const real result = reduce();
  free(work);
  work = NULL;
  return result;
}

VALUE_OF_ARRAY(global_pointer)
