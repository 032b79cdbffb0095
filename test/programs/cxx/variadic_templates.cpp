/* Parameter packs, fold expressions, if constexpr. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <type_traits>
namespace {
template <typename... T>
real total(const T &...each) {
  return (... + each);
}
template <typename F, typename... T>
real mapped(F f, const T &...each) {
  return (f(each) * ...);
}
template <typename T>
real weighted(const T &v) {
  if constexpr (std::is_integral<T>::value)
    return v / 4.0;
  else
    return v * v;
}
}  // namespace

FUNCTION real variadic_templates(const real *x, int n) {
  const real sum = total(x[0], 2, x[1], weighted(n), weighted(x[2]));
  return sum * mapped([](const real &v) { return 1 + sin(v); }, x[2], x[3], x[4]);
}
#endif
VALUE_OF_ARRAY(variadic_templates)
