/* tsad: --activity 1=const
 * A state machine driven by a string: a switch of six cases in a loop, two of them falling through. */
#define IN 5
#define OUT 1
#include "program.h"

FUNCTION real state_machine(const real *x, const char *script) {
  real value = x[0], memory = 1;
  for (; *script; script++) {
    switch (*script) {
      case 's':
        value = sin(value) + x[1];
        break;
      case 'm':
        memory = value * x[2];
        /* fall through */
      case 'a':
        value += memory;
        break;
      case 'q':
        value = value * value;
        /* fall through */
      case 'd':
        value /= 1 + x[3] * x[3];
        break;
      default:
        value *= x[4];
    }
  }
  return value + memory;
}

APPLY { out[0] = state_machine(in, "smaqdxamsdq?aasm"); }
GRADIENT(void state_machine_grad(const real *, real *, const char *, real)) {
  state_machine_grad(in, din, "smaqdxamsdq?aasm", dout[0]);
  out[0] = state_machine(in, "smaqdxamsdq?aasm");
}
