/* Double dispatch: a visitor walks an expression tree that is built on the heap. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <memory>
#include <utility>
namespace {
struct number;
struct sum;
struct product;
struct visitor {
  virtual ~visitor() {}
  virtual void see(const number &) = 0;
  virtual void see(const sum &) = 0;
  virtual void see(const product &) = 0;
};
struct expression {
  virtual ~expression() {}
  virtual void accept(visitor &) const = 0;
};
typedef std::unique_ptr<expression> tree;
struct number : expression {
  real value;
  explicit number(real v) : value(v) {}
  void accept(visitor &v) const override { v.see(*this); }
};
struct sum : expression {
  tree left, right;
  sum(tree l, tree r) : left(std::move(l)), right(std::move(r)) {}
  void accept(visitor &v) const override { v.see(*this); }
};
struct product : expression {
  tree left, right;
  product(tree l, tree r) : left(std::move(l)), right(std::move(r)) {}
  void accept(visitor &v) const override { v.see(*this); }
};
struct evaluator : visitor {
  real result = 0;
  void see(const number &n) override { result = n.value; }
  void see(const sum &s) override {
    s.left->accept(*this);
    const real left = result;
    s.right->accept(*this);
    result += left;
  }
  void see(const product &p) override {
    p.left->accept(*this);
    const real left = result;
    p.right->accept(*this);
    result *= left;
  }
};
tree leaf(real x) { return tree(new number(x)); }
}  // namespace

FUNCTION real visitor_tree(const real *x, int n) {
  tree inner(new sum(leaf(x[0]), leaf(x[1])));
  tree outer(new product(std::move(inner), tree(new product(leaf(x[2]), leaf(x[0])))));
  evaluator e;
  outer->accept(e);
  return e.result;
}
#endif
VALUE_OF_ARRAY(visitor_tree)
