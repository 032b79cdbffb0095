/* A matrix as a vector of vectors, returned by value. */
#define IN 6
#define OUT 1
#include "program.hpp"

#ifdef BODY
#include <vector>
namespace {
typedef std::vector<std::vector<real>> matrix;
matrix transpose(const matrix &m) {
  matrix result(m[0].size(), std::vector<real>(m.size()));
  for (std::size_t i = 0; i < m.size(); i++)
    for (std::size_t j = 0; j < m[i].size(); j++) result[j][i] = m[i][j];
  return result;
}
matrix product(const matrix &a, const matrix &b) {
  matrix c;
  for (const auto &row : a) {
    c.emplace_back();
    for (std::size_t j = 0; j < b[0].size(); j++) {
      real sum = 0;
      for (std::size_t k = 0; k < row.size(); k++) sum += row[k] * b[k][j];
      c.back().push_back(sum);
    }
  }
  return c;
}
}  // namespace

FUNCTION real vector_nested(const real *x, int n) {
  const matrix m = {{x[0], x[1], x[2]}, {x[3], x[4], x[5]}};
  const matrix square = product(m, transpose(m));
  return square[0][0] * square[1][1] - square[0][1] * square[1][0];
}
#endif
VALUE_OF_ARRAY(vector_nested)
