/* A number, an integer or a pointer in the same bytes, each put there and taken from there by another function. */
#define IN 4
#define OUT 1
#include <stdlib.h>
#include <string.h>
#include "program.h"

union any {
  real number;
  long count;
  real *place;
};
#define APART static __attribute__((noinline))
APART void put(union any *a, real v) { a->number = v * v; }
APART real take(const union any *a) { return a->number; }
APART void lead(union any *a, real *p) { a->place = p; }
APART real follow(const union any *a) { return *a->place; }
APART void set(union any *a, long i) { a->count = i; }
APART long get(const union any *a) { return a->count; }
APART union any *make(int n) { return malloc(n * sizeof(union any)); }
APART void copy(union any *a, const union any *b, int n) { memcpy(a, b, n * sizeof *a); }
FUNCTION real marked_calls(const real *x, int n) {
  real sum = 0, y = x[0] * 2;
  union any *a = make(n), *b = make(n);
  for (int k = 0; k < n; k++) {
    put(&a[k], x[k] + sum);
    set(&a[(k + 1) % n], k + 2);
    lead(&a[(k + 2) % n], &y);
    put(&a[(k + 3) % n], y);
    copy(b, a, n);
    sum += take(&b[k]) * get(&b[(k + 1) % n]) * 0.1;
    sum += follow(&b[(k + 2) % n]) * take(&b[(k + 3) % n]) * 0.01;
    y += sum * 0.01;
    sum *= 0.25;
  }
  free(a);
  free(b);
  return sum;
}

VALUE_OF_ARRAY(marked_calls)
