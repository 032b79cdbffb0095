/* Try within try; an exception thrown by a handler is caught by the outer one. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
FUNCTION real nested_try(const real *x, int n) {
  real value = x[0];
  try {
    value *= x[1];
    try {
      value += x[2];
      if (n > 2) throw 7;
      value = 0;
    } catch (int code) {
      value *= code * x[2];
      if (code == 7) throw "outer";
      value = 1;
    }
  } catch (const char *) {
    value = sin(value) + x[3];
  } catch (...) {
    value = 2;
  }
  return value * x[0];
}
#endif
VALUE_OF_ARRAY(nested_try)
