/* The lower and the higher of two addresses, chosen as integers: in a function that only its caller follows, in the function itself,
 * and through a struct. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdint.h>

struct span {
  uintptr_t low, high;
};

__attribute__((noinline)) static uintptr_t lower(uintptr_t a, uintptr_t b) { return a < b ? a : b; }
__attribute__((noinline)) static void order(struct span *s, uintptr_t a, uintptr_t b) {
  s->low = a < b ? a : b;
  s->high = a < b ? b : a;
}

FUNCTION real ordered_addresses(const real *x, int n) {
  const real *const first = (const real *)lower((uintptr_t)&x[n - 1], (uintptr_t)&x[1]);
  const uintptr_t left = (uintptr_t)&x[2], right = (uintptr_t)&x[n - 2];
  const real *const later = (const real *)(left > right ? left : right);
  struct span all;
  order(&all, (uintptr_t)(x + n), (uintptr_t)x);
  real sum = first[0] * first[1] + later[1] * sin(later[0]);
  for (uintptr_t at = all.low; at < all.high; at += sizeof *x) sum += *(const real *)at * *x;
  return sum;
}

VALUE_OF_ARRAY(ordered_addresses)
