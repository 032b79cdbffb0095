/* An exception that is caught, changed something, and is thrown again. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <stdexcept>
namespace {
void stage(real &state, const real &v, int depth) {
  state *= v;
  try {
    if (depth == 0) throw std::domain_error("the bottom");
    stage(state, v, depth - 1);
  } catch (const std::domain_error &) {
    state += v;
    if (depth < 2) throw;
  }
}
}  // namespace

FUNCTION real rethrow(const real *x, int n) {
  real state = x[0];
  stage(state, x[1], 3);
  stage(state, x[2], 2);
  return state;
}
#endif
VALUE_OF_ARRAY(rethrow)
