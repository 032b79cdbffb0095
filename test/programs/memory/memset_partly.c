/* memset of the tail of an array of which the head is read again. */
#define IN 6
#define OUT 6
#include "program.h"

FUNCTION void memset_partly(real *x, int n) {
  real kept = 1;
  for (int cut = n - 1; cut > 2; cut--) {
    for (int i = 0; i <= cut; i++) kept += x[i] * x[(i + 1) % n];
    memset(x + cut, 0, (n - cut) * sizeof *x);
  }
  x[n - 1] = kept * kept * 0.1;
}

IN_PLACE(memset_partly)
