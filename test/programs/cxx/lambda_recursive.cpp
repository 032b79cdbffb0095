/* A lambda that calls itself through a reference to itself. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
FUNCTION real lambda_recursive(const real *x, int n) {
  const auto fold = [x, n](const auto &self, int i) -> real {
    if (i == n) return 1;
    return x[i] * self(self, i + 1) + sin(x[i]);
  };
  return fold(fold, 0);
}
#endif
VALUE_OF_ARRAY(lambda_recursive)
