/* A container of the program's own with iterators: a singly linked list in range-for loops. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
class list {
  struct node {
    real value;
    node *next;
  };
  node *head = nullptr;

 public:
  class iterator {
    node *at;

   public:
    explicit iterator(node *n) : at(n) {}
    real &operator*() const { return at->value; }
    iterator &operator++() {
      at = at->next;
      return *this;
    }
    bool operator!=(const iterator &o) const { return at != o.at; }
  };
  list() = default;
  list(const list &) = delete;
  list &operator=(const list &) = delete;
  ~list() {
    while (head != nullptr) {
      node *const next = head->next;
      delete head;
      head = next;
    }
  }
  void push(const real &v) { head = new node{v, head}; }
  iterator begin() { return iterator(head); }
  iterator end() { return iterator(nullptr); }
};
}  // namespace

FUNCTION real user_iterator(const real *x, int n) {
  list values;
  for (int i = 0; i < n; i++) values.push(x[i] * x[i]);
  real previous = 1;
  for (real &each : values) {
    each = each * previous + 0.5;
    previous = each;
  }
  real sum = 0;
  for (real &each : values) sum += sin(each);
  return sum;
}
#endif
VALUE_OF_ARRAY(user_iterator)
