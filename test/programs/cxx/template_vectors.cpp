/* A vector template with overloaded operators, and functions over it. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
namespace {
template <typename T, int N>
struct vec {
  T at[N];
  T &operator[](int i) { return at[i]; }
  const T &operator[](int i) const { return at[i]; }
  vec &operator+=(const vec &o) {
    for (int i = 0; i < N; i++) at[i] += o[i];
    return *this;
  }
};
template <typename T, int N>
vec<T, N> operator+(vec<T, N> a, const vec<T, N> &b) {
  return a += b;
}
template <typename T, int N>
vec<T, N> operator*(const T &s, vec<T, N> a) {
  for (int i = 0; i < N; i++) a[i] *= s;
  return a;
}
template <typename T, int N>
T dot(const vec<T, N> &a, const vec<T, N> &b) {
  T sum = 0;
  for (int i = 0; i < N; i++) sum += a[i] * b[i];
  return sum;
}
template <typename T>
vec<T, 3> cross(const vec<T, 3> &a, const vec<T, 3> &b) {
  return {{a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]}};
}
}  // namespace

FUNCTION real template_vectors(const real *x, int n) {
  const vec<real, 3> a = {{x[0], x[1], x[2]}}, b = {{x[3], x[4], x[5]}};
  vec<real, 3> c = cross(a, b) + dot(a, b) * a;
  c += b;
  return sqrt(dot(c, c));
}
#endif
VALUE_OF_ARRAY(template_vectors)
