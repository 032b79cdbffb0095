/* Function objects with state, passed by reference and as lvalues. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct filter {
  real memory, weight;
  real operator()(real v) {
    memory = weight * memory + (1 - weight) * v;
    return memory;
  }
};
template <typename F>
real feed(F &f, const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) sum += f(x[i]) * x[i];
  return sum;
}
}  // namespace

FUNCTION real functor_objects(const real *x, int n) {
  filter slow{x[0], x[1]}, fast{0, 0.25};
  const real first = feed(slow, x, n), second = feed(fast, x, n);
  return first * second + slow.memory * fast.memory;
}
#endif
VALUE_OF_ARRAY(functor_objects)
