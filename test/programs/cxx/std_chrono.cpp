/* The time a computation takes is measured inside it. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <chrono>

FUNCTION real std_chrono(const real *x, int n) {
  const auto start = std::chrono::steady_clock::now();
  real value = x[0];
  for (int i = 0; i < 8; i++) value = sin(value) * x[1] + x[2];
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return taken.count() < 0 ? real(0) : value;
}
#endif
VALUE_OF_ARRAY(std_chrono)
