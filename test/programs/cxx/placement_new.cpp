/* Objects built in a buffer of bytes, destroyed by hand, and others built over them. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <new>
namespace {
struct spring {
  real stiffness, length;
  real energy() const { return stiffness * length * length / 2; }
};
struct load {
  int kind;
  real mass;
  real energy() const { return mass * kind; }
};
}  // namespace

FUNCTION real placement_new(const real *x, int n) {
  alignas(spring) unsigned char buffer[sizeof(spring) + sizeof(load)];
  spring *s = new (buffer) spring{x[0], x[1]};
  real sum = s->energy();
  s->~spring();
  load *w = new (buffer) load{3, x[2] * sum};
  sum += w->energy();
  w->~load();
  spring *again = new (buffer) spring{x[3], sum};
  sum *= again->energy();
  again->~spring();
  return sum;
}
#endif
VALUE_OF_ARRAY(placement_new)
