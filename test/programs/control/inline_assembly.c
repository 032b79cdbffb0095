/* An active value goes through inline assembly.
 * refuse: E_INLINE_ASM */
#define IN 2
#define OUT 1
#include "program.h"

#ifdef ORACLE
static real twice(real x) { return x + x; }
#else
static real twice(real x) {
  __asm__("addsd %0, %0" : "+x"(x));
  return x;
}
#endif
FUNCTION real inline_assembly(const real *x, int n) { return twice(x[0]) * x[n - 1]; }

VALUE_OF_ARRAY(inline_assembly)
