/* std::stringstream: numbers that are not active are read from a text, and active ones written to another. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <sstream>
#include <string>

FUNCTION real std_stringstream(const real *x, int n) {
  std::istringstream in("2 0.5 1 1.5 0 3.25");
  std::ostringstream out;
  int power;
  double factor;
  real sum = 0;
  while (in >> power >> factor) {
    real term = factor;
    for (int i = 0; i < power; i++) term *= x[i];
    sum += term * x[2];
    out << power << ':' << sum << ' ';
  }
  return out.str().empty() ? real(0) : sum;
}
#endif
VALUE_OF_ARRAY(std_stringstream)
