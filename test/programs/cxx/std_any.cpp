/* std::any of a number, of a struct too large for its buffer, and of a string. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <any>
#include <string>
#include <vector>
namespace {
struct triple {
  real a, b, c;
};
}  // namespace

FUNCTION real std_any(const real *x, int n) {
  std::vector<std::any> bag;
  bag.push_back(x[0] * x[1]);
  bag.push_back(triple{x[0], x[1], x[2]});
  bag.push_back(std::string("text"));
  real sum = 0;
  for (const std::any &each : bag) {
    if (const real *number = std::any_cast<real>(&each)) sum += *number;
    if (const triple *t = std::any_cast<triple>(&each)) sum *= t->a + t->b * t->c;
    if (each.type() == typeid(std::string)) sum += double(std::any_cast<std::string>(each).size());
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(std_any)
