/* The state pattern: an object replaces its own strategy while it runs. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory>
namespace {
struct mode {
  virtual ~mode() {}
  virtual std::unique_ptr<mode> run(real &value, const real &input) = 0;
};
struct heating : mode {
  std::unique_ptr<mode> run(real &value, const real &input) override;
};
struct cooling : mode {
  real rate;
  explicit cooling(real r) : rate(r) {}
  std::unique_ptr<mode> run(real &value, const real &input) override;
};
std::unique_ptr<mode> heating::run(real &value, const real &input) {
  value += input * input;
  if (VALUE(value) > 1.5) return std::make_unique<cooling>(input / 2);
  return nullptr;
}
std::unique_ptr<mode> cooling::run(real &value, const real &input) {
  value *= 1 - rate * 0.5;
  if (VALUE(value) < 1) return std::make_unique<heating>();
  return nullptr;
}
}  // namespace

FUNCTION real state_objects(const real *x, int n) {
  std::unique_ptr<mode> current = std::make_unique<heating>();
  real value = x[0];
  for (int i = 0; i < 12; i++)
    if (auto next = current->run(value, x[i % n])) current = std::move(next);
  return value * value;
}
#endif
VALUE_OF_ARRAY(state_objects)
