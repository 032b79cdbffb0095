/* A function that is declared only is given a pointer to active memory.
 * refuse: E_NO_RULE */
#define IN 3
#define OUT 3
#include "program.h"

#ifdef PRIMAL
void changed_elsewhere(double *, int);
#else
static void changed_elsewhere(real *x, int n) {
  for (int i = 0; i < n; i++) x[i] *= x[0];
}
#endif
FUNCTION void unknown_memory(real *x, int n) {
  x[0] = sin(x[0]);
  changed_elsewhere(x, n);
}

IN_PLACE(unknown_memory)
