/* A matrix class on the heap with operators, copies and moves, and a power of it. */
#define IN 9
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <utility>
namespace {
class matrix {
  int n;
  real *data;

 public:
  explicit matrix(int size) : n(size), data(new real[size * size]()) {}
  matrix(const matrix &o) : matrix(o.n) {
    for (int i = 0; i < n * n; i++) data[i] = o.data[i];
  }
  matrix(matrix &&o) noexcept : n(o.n), data(o.data) { o.data = nullptr; }
  matrix &operator=(matrix o) {
    std::swap(data, o.data);
    std::swap(n, o.n);
    return *this;
  }
  ~matrix() { delete[] data; }
  real &operator()(int i, int j) { return data[i * n + j]; }
  const real &operator()(int i, int j) const { return data[i * n + j]; }
  int size() const { return n; }
};
matrix operator*(const matrix &a, const matrix &b) {
  matrix c(a.size());
  for (int i = 0; i < a.size(); i++)
    for (int j = 0; j < a.size(); j++)
      for (int k = 0; k < a.size(); k++) c(i, j) += a(i, k) * b(k, j);
  return c;
}
}  // namespace

FUNCTION real operator_matrix(const real *x, int n) {
  matrix a(3);
  for (int i = 0; i < 9; i++) a(i / 3, i % 3) = x[i];
  matrix power = a;
  for (int i = 0; i < 3; i++) power = power * a;
  return power(0, 0) + power(1, 1) * power(2, 2);
}
#endif
VALUE_OF_ARRAY(operator_matrix)
