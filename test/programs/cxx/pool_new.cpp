/* A class with an operator new and delete of its own, which hand out the cells of a pool. */
#define IN 5
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <cstddef>
namespace {
struct node {
  real value;
  node *next;
  static void *operator new(std::size_t);
  static void operator delete(void *);
};
alignas(node) unsigned char pool[8 * sizeof(node)];
bool taken[8];
void *node::operator new(std::size_t) {
  int i = 0;
  while (taken[i]) i++;
  taken[i] = true;
  return pool + i * sizeof(node);
}
void node::operator delete(void *p) { taken[(static_cast<unsigned char *>(p) - pool) / sizeof(node)] = false; }
}  // namespace

FUNCTION real pool_new(const real *x, int n) {
  node *head = nullptr;
  for (int i = 0; i < n; i++) head = new node{x[i] * x[i], head};
  real sum = 0;
  while (head != nullptr) {
    node *const next = head->next;
    sum = sum * 0.5 + sin(head->value);
    delete head;
    head = next;
  }
  return sum;
}
#endif
VALUE_OF_ARRAY(pool_new)
