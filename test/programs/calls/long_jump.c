/* setjmp and longjmp leave no path that can be walked back.
 * refuse: E_NO_RULE */
#define IN 3
#define OUT 1
#include "program.h"
#include <setjmp.h>

static jmp_buf back;
static void check(real x) {
  if (VALUE(x) > 100) longjmp(back, 1);
}
FUNCTION real long_jump(const real *x, int n) {
  if (setjmp(back)) return 0;
  real sum = 0;
  for (int i = 0; i < n; i++) {
    check(x[i]);
    sum += x[i] * x[i];
  }
  return sum;
}

VALUE_OF_ARRAY(long_jump)
