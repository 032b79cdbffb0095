/* Exceptions of a hierarchy, caught by their base; a virtual function of the exception decides. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <exception>
namespace {
struct fault : std::exception {
  virtual int grade() const { return 1; }
};
struct grave : fault {
  int grade() const override { return 3; }
};
real risky(const real &v, int i) {
  if (i == 1) throw fault();
  if (i == 3) throw grave();
  return v * v;
}
}  // namespace

FUNCTION real catch_base(const real *x, int n) {
  real sum = 0;
  for (int i = 0; i < n; i++) {
    try {
      sum += risky(x[i], i);
    } catch (const fault &f) {
      sum += x[i] * f.grade();
    }
  }
  return sum * sum;
}
#endif
VALUE_OF_ARRAY(catch_base)
