/* std::to_string, string_view, stoi and strings as keys, beside the numbers. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <map>
#include <string>
#include <string_view>
namespace {
int digits(std::string_view text) {
  int sum = 0;
  for (const char c : text) sum += c - '0';
  return sum;
}
}  // namespace

FUNCTION real string_conversions(const real *x, int n) {
  std::map<std::string, real> named;
  for (int i = 0; i < n; i++) named["x" + std::to_string(i)] = x[i] * x[i];
  real sum = 0;
  for (const auto &each : named) {
    const std::string number = each.first.substr(1);
    sum += each.second * (1 + std::stoi(number)) + digits(number);
  }
  return sum * named.at("x2");
}
#endif
VALUE_OF_ARRAY(string_conversions)
