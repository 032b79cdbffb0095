/* A formula in a std::string is parsed and evaluated; a string of the result's words is built on the way. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <cctype>
#include <string>
#include <vector>
namespace {
/* Reverse Polish: names a, b, c, digits and operators. */
real evaluate(const std::string &text, const real *x, std::string &done) {
  std::vector<real> stack;
  for (const char c : text) {
    if (std::isspace(c)) continue;
    done += c;
    done.append(";");
    if (c >= 'a' && c <= 'c') {
      stack.push_back(x[c - 'a']);
    } else if (std::isdigit(c)) {
      stack.push_back(c - '0');
    } else {
      const real right = stack.back();
      stack.pop_back();
      real &left = stack.back();
      if (c == '+') left += right;
      if (c == '*') left *= right;
      if (c == '-') left -= right;
    }
  }
  return stack.back();
}
}  // namespace

FUNCTION real std_string(const real *x, int n) {
  std::string formula = "a b * c +", done;
  formula += std::string(" a ") + "c * b 3 + * -";
  return evaluate(formula, x, done) * double(done.length());
}
#endif
VALUE_OF_ARRAY(std_string)
