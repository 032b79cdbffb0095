/* Addresses computed with as integers, each of one object: walked through, aligned by hand, tagged and kept in memory, hidden by a
 * key, chosen between active and constant memory. */
#define IN 6
#define OUT 1
#include "program.h"
#include <stdint.h>
#include <stdlib.h>

static const double table[4] = {0.5, 0.25, 2, 1};

/* The tag in the low bits says how the value counts. */
static real value_of(uintptr_t where) {
  const real v = *(const real *)(where & ~(uintptr_t)7);
  return where & 1 ? v * v : v;
}
static void *aligned(void *p, uintptr_t to) { return (void *)(((uintptr_t)p + to - 1) & ~(to - 1)); }

FUNCTION real integer_addresses(const real *x, int n) {
  real sum = 0;
  for (uintptr_t at = (uintptr_t)x; at < (uintptr_t)(x + n); at += sizeof *x) {
    sum += *(const real *)at * *(const real *)((uintptr_t)x + ((at - (uintptr_t)x) ^ sizeof *x));
  }
  char *const raw = malloc(n * sizeof(real) + 256);
  real *const work = aligned(raw + 1, 128);
  for (int i = 0; i < n; i++) work[i] = x[i] * (i + 1) + (i ? work[i - 1] * x[0] : 0);
  const uintptr_t cells[3] = {(uintptr_t)&work[n / 2] | 1, (uintptr_t)&x[1], (uintptr_t)&x[2] | 1};
  for (int i = 0; i < n; i++) sum = sum * value_of(cells[i % 3]) + sin(sum);
  const uintptr_t key = (uintptr_t)n * 0x9e3779b9u, hidden = (uintptr_t)&work[1] ^ key;
  sum *= *(real *)(hidden ^ key);
#ifndef ORACLE
  for (int i = 0; i < 4; i++) {
    const uintptr_t either = i & 1 ? (uintptr_t)&table[i] : (uintptr_t)&work[i];
    sum += *(const real *)either * x[i];
  }
#else
  for (int i = 0; i < 4; i++) sum += (i & 1 ? table[i] : work[i]) * x[i];
#endif
  free(raw);
  return sum;
}

VALUE_OF_ARRAY(integer_addresses)
