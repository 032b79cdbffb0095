/* Values are logged to std::cout while they are computed. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <iomanip>
#include <iostream>

FUNCTION real iostream_logging(const real *x, int n) {
  real root = 1;
  std::cout << std::setprecision(4);
  for (int i = 0; i < 6; i++) {
    root -= (root * root * root + x[0] * root - x[1]) / (3 * root * root + x[0]);
    std::cout << "log " << i << ' ' << root << '\n';
  }
  if (VALUE(root) > 10) std::cerr << "far away: " << std::fixed << root << std::endl;
  return root * x[2];
}
#endif
VALUE_OF_ARRAY(iostream_logging)
