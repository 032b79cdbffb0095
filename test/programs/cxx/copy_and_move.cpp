/* A class that counts and scales on every copy and move: which of them run is part of the result. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <utility>
namespace {
struct traced {
  real *value;
  explicit traced(const real &v) : value(new real(v)) {}
  traced(const traced &o) : value(new real(*o.value * 2)) {}
  traced(traced &&o) noexcept : value(o.value) {
    o.value = nullptr;
    *value += 1;
  }
  traced &operator=(const traced &o) {
    if (this != &o) *value = *o.value * *value;
    return *this;
  }
  traced &operator=(traced &&o) noexcept {
    std::swap(value, o.value);
    return *this;
  }
  ~traced() { delete value; }
};
real use(traced t) { return *t.value; }
}  // namespace

FUNCTION real copy_and_move(const real *x, int n) {
  traced a(x[0]), b(x[1]);
  const real first = use(a);
  const real second = use(std::move(a));
  traced c(b);
  c = b;
  b = traced(x[2]);
  return first * second + use(c) * use(std::move(b));
}
#endif
VALUE_OF_ARRAY(copy_and_move)
