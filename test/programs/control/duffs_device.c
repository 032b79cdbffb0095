/* Duff's device: a switch into a loop.
 * refuse: E_IRREDUCIBLE */
#define IN 7
#define OUT 1
#include "program.h"

FUNCTION real duffs_device(const real *x, int n) {
  real value = 0.5;
  const real *p = x;
  int rounds = (n + 3) / 4;
  switch (n % 4) {
    case 0:
      do {
        value = value * *p + sin(*p), p++;
        case 3: value = value * *p + cos(*p), p++;
        case 2: value = value * *p - *p, p++;
        case 1: value = value + *p * *p, p++;
      } while (--rounds > 0);
  }
  return value;
}

VALUE_OF_ARRAY(duffs_device)
