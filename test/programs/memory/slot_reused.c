/* Bytes that are a number, then an integer, then a number again: what the integer overwrote has no part in the result. */
#define IN 5
#define OUT 1
#include "program.h"

union slot {
  real number;
  long integer;
};
FUNCTION real slot_reused(const real *x, int n) {
  union slot s[5];
  real sum = 0;
  for (int i = 0; i < n; i++) s[i].number = x[i] * x[i];
  for (int i = 0; i < n; i++) sum += s[i].number;
  for (int i = 0; i < n; i += 2) s[i].integer = (i * 3) % 5;
  for (int i = 0; i < n; i += 2) sum += x[s[i].integer] * x[i];
  for (int i = 0; i < n; i += 2) s[i].number = sum * x[i];
  for (int i = 0; i < n; i++) sum += s[i].number * x[1];
  return sum;
}

VALUE_OF_ARRAY(slot_reused)
