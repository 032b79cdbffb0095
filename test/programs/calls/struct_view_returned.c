/* A pointer and a length returned as one value by a function that calls itself twice; so do two pointers. */
#define IN 6
#define OUT 1
#include "program.h"

struct view {
  real *at;
  long n;
};
struct ends {
  real *first, *last;
};
static __attribute__((noinline)) struct view larger(real *at, long n) {
  if (n < 2) {
    at[0] = at[0] * 2;
    return (struct view){at, n};
  }
  const struct view left = larger(at, n / 2), right = larger(at + n / 2, n - n / 2);
  *left.at += *right.at / 4;
  return VALUE(*left.at) > VALUE(*right.at) ? left : (struct view){right.at, n};
}
static __attribute__((noinline)) struct ends narrow(real *first, real *last, int n) {
  if (first >= last || n == 0) return (struct ends){first, last};
  *last *= *first;
  const struct ends inner = narrow(first + 1, last - 1, n - 1);
  *inner.first += 1;
  return n % 2 ? inner : narrow(inner.first, inner.last, n - 1);
}
FUNCTION real struct_view_returned(const real *x, int n) {
  real own[6];
  for (int i = 0; i < n; i++) own[i] = x[i] * x[i];
  const struct view found = larger(own, n);
  const struct ends ends = narrow(own, own + n - 1, 3);
  return *found.at * found.n + *ends.first * *ends.last + own[1];
}

VALUE_OF_ARRAY(struct_view_returned)
