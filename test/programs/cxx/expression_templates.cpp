/* Lazy expressions: a type per expression, evaluated element by element on assignment. */
#define IN 8
#define OUT 4
#include "program.hpp"

#ifdef BODY
namespace {
template <typename E>
struct lazy {
  const E &self() const { return static_cast<const E &>(*this); }
};
template <typename L, typename R>
struct plus : lazy<plus<L, R>> {
  const L &l;
  const R &r;
  plus(const L &a, const R &b) : l(a), r(b) {}
  real operator[](int i) const { return l[i] + r[i]; }
};
template <typename L, typename R>
struct times : lazy<times<L, R>> {
  const L &l;
  const R &r;
  times(const L &a, const R &b) : l(a), r(b) {}
  real operator[](int i) const { return l[i] * r[i]; }
};
template <typename L, typename R>
plus<L, R> operator+(const lazy<L> &l, const lazy<R> &r) {
  return {l.self(), r.self()};
}
template <typename L, typename R>
times<L, R> operator*(const lazy<L> &l, const lazy<R> &r) {
  return {l.self(), r.self()};
}
struct array : lazy<array> {
  real at[4];
  explicit array(const real *x) {
    for (int i = 0; i < 4; i++) at[i] = x[i];
  }
  real operator[](int i) const { return at[i]; }
  template <typename E>
  array &operator=(const lazy<E> &e) {
    for (int i = 0; i < 4; i++) at[i] = e.self()[i];
    return *this;
  }
};
}  // namespace

FUNCTION void expression_templates(const real *x, real *y, int n) {
  const array a(x), b(x + 4);
  array c(x);
  c = a * b + a * (a + b) * b;
  for (int i = 0; i < 4; i++) y[i] = c[i] * c[3 - i];
}
#endif
ARRAY_OF_ARRAY(expression_templates)
