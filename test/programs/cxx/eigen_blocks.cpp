/* Eigen: maps, blocks, rows and columns, reductions by row, arrays. */
#define IN 16
#define OUT 1
#define DIFFERENCES
#include "program.hpp"

#ifdef BODY
#include <eigen3/Eigen/Dense>

FUNCTION real eigen_blocks(const real *x, int n) {
  typedef Eigen::Matrix<real, 4, 4> matrix;
  matrix a = Eigen::Map<const matrix>(x);
  a.block<2, 2>(0, 0) *= 2;
  a.row(3) += a.row(0);
  a.col(1).swap(a.col(2));
  const Eigen::Array<real, 4, 1> s = a.rowwise().sum().array() * a.colwise().sum().transpose().array();
  return (s.sqrt() / (1 + s * s)).sum() + a.topRightCorner<2, 2>().determinant();
}
#endif
VALUE_OF_ARRAY(eigen_blocks)
