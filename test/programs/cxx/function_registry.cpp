/* Functions chosen by name at run time from a map of std::function. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <functional>
#include <map>
#include <string>

FUNCTION real function_registry(const real *x, int n) {
  std::map<std::string, std::function<real(real, real)>> table;
  table["add"] = [](real a, real b) { return a + b; };
  table["multiply"] = [](real a, real b) { return a * b; };
  table["mean"] = [x](real a, real b) { return (a + b) / 2 * x[2]; };
  real value = x[0];
  for (const char *name : {"multiply", "add", "mean", "multiply"}) value = table.at(name)(value, x[1]);
  return value;
}
#endif
VALUE_OF_ARRAY(function_registry)
