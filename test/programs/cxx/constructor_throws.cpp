/* A constructor throws after its members are built; new gives the memory back. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory>
#include <stdexcept>
namespace {
struct part {
  std::unique_ptr<real> value;
  explicit part(const real &v) : value(new real(v * v)) {}
};
struct whole {
  part first, second;
  whole(const real &a, const real &b, bool good) : first(a), second(b) {
    if (!good) throw std::logic_error("no good");
  }
};
}  // namespace

FUNCTION real constructor_throws(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < 3; i++) {
    try {
      const std::unique_ptr<whole> w(new whole(x[i], x[0], i != 1));
      sum += *w->first.value * *w->second.value;
    } catch (const std::logic_error &) {
      sum *= x[2];
    }
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(constructor_throws)
