/* A binary search tree owned by std::unique_ptr; unique_ptr of an array; a deleter of the program's own. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <cstdlib>
#include <memory>
namespace {
struct tree {
  int key;
  real value;
  std::unique_ptr<tree> less, more;
};
void insert(std::unique_ptr<tree> &at, int key, const real &value) {
  if (!at)
    at.reset(new tree{key, value, nullptr, nullptr});
  else
    insert(key < at->key ? at->less : at->more, key, at->value * value);
}
real fold(const tree *at, const real &left) {
  if (at == nullptr) return left;
  return fold(at->more.get(), fold(at->less.get(), left) * 0.5 + at->value);
}
struct release {
  void operator()(void *p) const { std::free(p); }
};
}  // namespace

FUNCTION real std_unique_ptr(const real *x, int n) {
  std::unique_ptr<tree> root;
  for (int i = 0; i < n; i++) insert(root, (i * 5 + 2) % 7, x[i]);
  const auto powers = std::make_unique<real[]>(n);
  for (int i = 0; i < n; i++) powers[i] = x[i] * x[i];
  const std::unique_ptr<double, release> factor(static_cast<double *>(std::malloc(sizeof(double))));
  *factor = 1.25;
  return fold(root.get(), powers[n - 1]) * *factor + powers[0];
}
#endif
VALUE_OF_ARRAY(std_unique_ptr)
