/* Determinant and trace of the inverse of a 3x3 matrix, straight-line code. */
#define IN 9
#define OUT 1
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

FUNCTION real determinant(const real m[3][3]) {
  const real a = m[1][1] * m[2][2] - m[1][2] * m[2][1];
  const real b = m[1][2] * m[2][0] - m[1][0] * m[2][2];
  const real c = m[1][0] * m[2][1] - m[1][1] * m[2][0];
  const real det = m[0][0] * a + m[0][1] * b + m[0][2] * c;
  const real e = m[0][0] * m[2][2] - m[0][2] * m[2][0];
  const real i = m[0][0] * m[1][1] - m[0][1] * m[1][0];
  return det + (a + e + i) / det;
}

APPLY { out[0] = determinant((const real(*)[3])in); }
GRADIENT(void determinant_grad(const real (*)[3], real (*)[3], real)) {
  determinant_grad((const real(*)[3])in, (real(*)[3])din, dout[0]);
  out[0] = determinant((const real(*)[3])in);
}
