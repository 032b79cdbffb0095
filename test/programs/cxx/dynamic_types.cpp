/* dynamic_cast and typeid decide what is computed. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <typeinfo>
namespace {
struct animal {
  real weight;
  explicit animal(real w) : weight(w) {}
  virtual ~animal() {}
};
struct fish : animal {
  real depth;
  fish(real w, real d) : animal(w), depth(d) {}
};
struct bird : animal {
  real height;
  bird(real w, real h) : animal(w), height(h) {}
};
}  // namespace

FUNCTION real dynamic_types(const real *x, int n) {
  fish f(x[0], x[1]);
  bird b(x[1], x[2]);
  animal *all[] = {&f, &b, &f};
  real sum = 0;
  for (animal *each : all) {
    if (fish *swims = dynamic_cast<fish *>(each)) sum += swims->depth * swims->weight;
    if (typeid(*each) == typeid(bird)) sum *= static_cast<bird *>(each)->height;
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(dynamic_types)
