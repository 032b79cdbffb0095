/* Computed goto: a threaded interpreter.
 * refuse: E_UNSUPPORTED_OPCODE */
#define IN 4
#define OUT 1
#include "program.h"

FUNCTION real computed_goto(const real *x, int n) {
  static const void *const labels[3] = {&&add, &&multiply, &&stop};
  static const char code[] = {0, 1, 1, 0, 2};
  real value = x[0];
  int i = 0;
  goto *labels[(int)code[i]];
add:
  value += x[i++ % n];
  goto *labels[(int)code[i]];
multiply:
  value *= x[i++ % n];
  goto *labels[(int)code[i]];
stop:
  return value;
}

VALUE_OF_ARRAY(computed_goto)
