/* A base whose operator new adds a header in front of what malloc gives. */
#define IN 3
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <cstdlib>
#include <new>
namespace {
struct counted {
  static void *operator new(std::size_t size) {
    char *const p = static_cast<char *>(std::malloc(size + 16));
    if (p == nullptr) throw std::bad_alloc();
    *reinterpret_cast<long *>(p) = static_cast<long>(size);
    return p + 16;
  }
  static void operator delete(void *p) { std::free(static_cast<char *>(p) - 16); }
};
struct item : counted {
  real a, b;
  item(real x, real y) : a(x), b(y) {}
  long size() const { return reinterpret_cast<const long *>(this)[-2]; }
};
}  // namespace

FUNCTION real class_new_counted(const real *x, int n) {
  item *const first = new item(x[0], x[1]);
  item *const second = new item(first->a * x[2], first->b);
  const real result = second->a * second->b * first->a + (second->size() == sizeof(item) ? 1 : 0);
  delete first;
  delete second;
  return result;
}
#endif
VALUE_OF_ARRAY(class_new_counted)
