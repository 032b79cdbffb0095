/* A global variable carries an active value from one helper to the next. */
#define IN 5
#define OUT 1
#include "program.h"

static real state;
static __attribute__((noinline)) void begin(real x) { state = sin(x); }
static __attribute__((noinline)) void advance(real x) { state = state * x + state * state; }
FUNCTION real global_state(const real *x, int n) {
  begin(x[0]);
  for (int i = 1; i < n; i++) advance(x[i]);
  return state;
}

VALUE_OF_ARRAY(global_state)
