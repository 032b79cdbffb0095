/* Addresses that stay integers in memory, of which one is chosen, and moved on by some bytes, on its way from one place to another. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdint.h>

struct cursor {
  uintptr_t at;
  long steps;
};

__attribute__((noinline)) static void advance(struct cursor *to, const struct cursor *from, int i) {
  const uintptr_t next = i % 2 ? from[0].at : from[1].at + (i % 3) * sizeof(real);
  to->at = next;
  to->steps = i % 2 ? from[0].steps * from[1].steps : from[1].steps;
}

FUNCTION real chosen_bits(const real *x, int n) {
  real work[IN];
  for (int i = 0; i < n; i++) work[i] = x[i] * x[(i + 1) % n];
  real sum = 0;
  for (int i = 0; i < n; i++) {
    const struct cursor both[2] = {{(uintptr_t)&work[i], 2}, {(uintptr_t)&x[i / 2], i}};
    struct cursor one;
    advance(&one, both, i);
    sum += *(const real *)one.at * (one.steps + 1) + 0.1 * sum * sum;
  }
  return sum;
}

VALUE_OF_ARRAY(chosen_bits)
