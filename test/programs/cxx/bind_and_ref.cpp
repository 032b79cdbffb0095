/* std::bind, std::mem_fn, std::ref. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <functional>
namespace {
struct line {
  real slope, shift;
  real at(real v) const { return slope * v + shift; }
};
real blend(real a, real b, real t) { return a * (1 - t) + b * t; }
void collect(real &sum, real v) { sum += v * v; }
}  // namespace

FUNCTION real bind_and_ref(const real *x, int n) {
  using namespace std::placeholders;
  const line l{x[0], x[1]};
  const auto at = std::mem_fn(&line::at);
  const auto middle = std::bind(blend, _1, x[2], _2);
  real sum = 0;
  const auto add = std::bind(collect, std::ref(sum), _1);
  add(at(l, x[3]));
  add(middle(x[0], x[3]));
  return sum;
}
#endif
VALUE_OF_ARRAY(bind_and_ref)
