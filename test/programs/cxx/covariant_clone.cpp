/* Objects copied by a virtual function that returns the derived class. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
struct model {
  virtual ~model() {}
  virtual model *clone() const = 0;
  virtual void step() = 0;
  virtual real value() const = 0;
};
struct growth : model {
  real size, rate;
  growth(real s, real r) : size(s), rate(r) {}
  growth *clone() const override { return new growth(*this); }
  void step() override { size += rate * size * (1 - size); }
  real value() const override { return size; }
};
struct swing : model {
  real position, speed;
  swing(real p, real s) : position(p), speed(s) {}
  swing *clone() const override { return new swing(*this); }
  void step() override {
    speed -= 0.1 * position;
    position += 0.1 * speed;
  }
  real value() const override { return position * speed; }
};
}  // namespace

FUNCTION real covariant_clone(const real *x, int n) {
  model *originals[] = {new growth(x[0], x[1]), new swing(x[1], x[2])};
  real sum = 0;
  for (model *original : originals) {
    model *copy = original->clone();
    for (int i = 0; i < 5; i++) copy->step();
    sum += copy->value() * original->value();
    delete copy;
    delete original;
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(covariant_clone)
