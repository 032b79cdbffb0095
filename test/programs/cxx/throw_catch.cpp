/* An exception thrown and caught within the function; what was computed before it counts. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <stdexcept>

FUNCTION real throw_catch(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    try {
      sum += x[i] * x[i];
      if (i == 2) throw std::runtime_error("the third");
      sum *= x[i];
    } catch (const std::runtime_error &) {
      sum += sin(x[i]);
    }
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(throw_catch)
