/* Constant tables, strings, stdio handles and function tables need no annotation. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdio.h>

static const double nodes[4] = {0.1, 0.4, 0.6, 0.9};
static const char *const names[2] = {"even", "odd"};
static double tuning = 1.25;
static FILE **const log_file = &stderr;
static int verbose;
FUNCTION real global_constants(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    sum += nodes[i] * x[i] * x[i] * tuning;
    if (names[i % 2][0] == 'o') sum *= x[0];
    if (verbose) fprintf(*log_file, "%s\n", names[i % 2]);
  }
  return sum;
}

VALUE_OF_ARRAY(global_constants)
