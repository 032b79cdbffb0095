/* Virtual inheritance: the shared base is found through the virtual table. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct node {
  real mass = 1;
  virtual ~node() {}
  virtual real energy() const { return mass; }
};
struct moving : virtual node {
  real speed = 0;
  real energy() const override { return 0.5 * mass * speed * speed; }
};
struct charged : virtual node {
  real charge = 0;
  virtual real field(real r) const { return charge / (r * r); }
};
struct ion : moving, charged {
  real energy() const override { return moving::energy() + charge * charge; }
  real field(real r) const override { return charged::field(r) * mass; }
};
}  // namespace

FUNCTION real virtual_diamond(const real *x, int n) {
  ion it;
  it.mass = x[0];
  it.speed = x[1];
  it.charge = x[2] * x[3];
  const node &base = it;
  const charged &side = it;
  return base.energy() * side.field(x[4]) + side.mass;
}
#endif
VALUE_OF_ARRAY(virtual_diamond)
