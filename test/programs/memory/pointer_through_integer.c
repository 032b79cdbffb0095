/* Pointers with a tag in their low bit, by way of uintptr_t. */
#define IN 4
#define OUT 1
#include "program.h"
#include <stdint.h>

static uintptr_t tag(const real *p, int bit) { return (uintptr_t)p | bit; }
static const real *untag(uintptr_t p) { return (const real *)(p & ~(uintptr_t)1); }
FUNCTION real pointer_through_integer(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const uintptr_t p = tag(&x[i], i & 1);
    const real v = *untag(p);
    sum += p & 1 ? v * v : sin(v) * x[0];
  }
  return sum;
}

VALUE_OF_ARRAY(pointer_through_integer)
