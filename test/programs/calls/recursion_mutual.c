/* Two functions that call each other. */
#define IN 7
#define OUT 1
#include "program.h"

static real odd(const real *x, int n);
static real even(const real *x, int n) { return n == 0 ? 1 : x[n - 1] * odd(x, n - 1) + 0.1; }
static real odd(const real *x, int n) { return n == 0 ? 2 : exp(-x[n - 1]) + even(x, n - 1) * x[n - 1]; }
FUNCTION real recursion_mutual(const real *x, int n) { return even(x, n) * odd(x, n); }

VALUE_OF_ARRAY(recursion_mutual)
