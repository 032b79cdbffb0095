/* <random>: a path with noise from an engine with a fixed seed. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <random>

FUNCTION real std_random(const real *x, int n) {
  std::mt19937 engine(42);
  std::normal_distribution<double> normal(0, 1);
  std::uniform_real_distribution<double> uniform(0, 1);
  real sum = 0;
  for (int path = 0; path < 4; path++) {
    real price = x[0];
    for (int i = 0; i < 5; i++) {
      price *= exp(x[1] * 0.01 + x[2] * 0.1 * normal(engine));
      if (uniform(engine) < 0.2) price *= 0.9;
    }
    sum += price * price;
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(std_random)
