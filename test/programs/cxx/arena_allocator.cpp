/* Containers with an allocator of the program's own. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <cstddef>
#include <map>
#include <vector>
namespace {
struct arena {
  alignas(16) unsigned char bytes[4096];
  std::size_t used = 0;
};
template <typename T>
struct from_arena {
  typedef T value_type;
  arena *home;
  explicit from_arena(arena *a) : home(a) {}
  template <typename U>
  from_arena(const from_arena<U> &o) : home(o.home) {}
  T *allocate(std::size_t n) {
    void *const p = home->bytes + home->used;
    home->used += (n * sizeof(T) + 15) / 16 * 16;
    return static_cast<T *>(p);
  }
  void deallocate(T *, std::size_t) {}
  template <typename U>
  bool operator==(const from_arena<U> &o) const {
    return home == o.home;
  }
  template <typename U>
  bool operator!=(const from_arena<U> &o) const {
    return home != o.home;
  }
};
}  // namespace

FUNCTION real arena_allocator(const real *x, int n) {
  arena a;
  std::vector<real, from_arena<real>> v{from_arena<real>(&a)};
  std::map<int, real, std::less<int>, from_arena<std::pair<const int, real>>> m{from_arena<real>(&a)};
  for (int i = 0; i < n; i++) {
    v.push_back(x[i] * x[i]);
    m[i % 4] += v.back() * x[0];
  }
  real sum = 0;
  for (const auto &each : m) sum += each.second * v[each.first];
  return sum;
}
#endif
VALUE_OF_ARRAY(arena_allocator)
