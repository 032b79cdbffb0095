/* std::unordered_map, and one keyed by strings. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <string>
#include <unordered_map>

FUNCTION real std_unordered_map(const real *x, int n) {
  std::unordered_map<int, real> cells;
  for (int i = 0; i < 20; i++) cells[i % 6] += x[i % n] * (i + 1) * 0.1;
  std::unordered_map<std::string, real> named;
  named["length"] = x[0] * x[1];
  named["width"] = cells.at(3);
  named.erase("length");
  named["width"] *= x[4];
  real product = 1;
  for (int i = 0; i < 6; i++) product *= 1 + cells[i];
  return product * named["width"] + double(named.size());
}
#endif
VALUE_OF_ARRAY(std_unordered_map)
