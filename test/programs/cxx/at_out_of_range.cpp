/* std::vector::at past the end throws from the library, and is caught. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <stdexcept>
#include <vector>

FUNCTION real at_out_of_range(const real *x, int n) {
  const std::vector<real> values(x, x + n);
  real sum = 0;
  int missing = 0;
  for (int i = 0; i < n + 2; i++) {
    try {
      sum += values.at(i) * values.at((i * 2) % (n + 1));
    } catch (const std::out_of_range &) {
      missing++;
      sum *= 1 + x[0];
    }
  }
  return sum + missing;
}
#endif
VALUE_OF_ARRAY(at_out_of_range)
