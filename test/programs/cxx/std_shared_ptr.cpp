/* std::shared_ptr and weak_ptr: a graph whose nodes are shared. */
#define IN 4
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory>
#include <vector>
namespace {
struct node {
  real value;
  std::vector<std::shared_ptr<node>> inputs;
  std::weak_ptr<node> parent;
  explicit node(const real &v) : value(v) {}
};
real total(const node &at) {
  real sum = at.value;
  for (const auto &each : at.inputs) sum += total(*each) * at.value;
  if (const auto up = at.parent.lock()) sum *= up->value;
  return sum;
}
}  // namespace

FUNCTION real std_shared_ptr(const real *x, int n) {
  const auto leaf = std::make_shared<node>(x[0]);
  const auto left = std::make_shared<node>(x[1]);
  const std::shared_ptr<node> right(new node(x[2]));
  auto root = std::make_shared<node>(x[3]);
  left->inputs = {leaf};
  right->inputs = {leaf, left};
  root->inputs = {left, right};
  leaf->parent = right;
  return total(*root) + double(leaf.use_count());
}
#endif
VALUE_OF_ARRAY(std_shared_ptr)
