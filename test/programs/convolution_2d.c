/* A 3x3 stencil over an image with rows addressed by pointers, then a rectifier and a sum. */
#define IN 45
#define OUT 1
#define LOW -1.0
#define HIGH 1.0
#include "program.h"

enum { WIDTH = 6, HEIGHT = 6 };

FUNCTION real convolution_2d(const real *image, const real *kernel) {
  real sum = 0;
  for (int row = 1; row < HEIGHT - 1; row++) {
    const real *above = image + (row - 1) * WIDTH, *middle = above + WIDTH, *below = middle + WIDTH;
    for (int column = 1; column < WIDTH - 1; column++) {
      real value = 0;
      for (int k = 0; k < 3; k++)
        value += kernel[k] * above[column + k - 1] + kernel[3 + k] * middle[column + k - 1] +
                 kernel[6 + k] * below[column + k - 1];
      if (VALUE(value) > 0) sum += value * value;
    }
  }
  return sum;
}

APPLY { out[0] = convolution_2d(in, in + 36); }
GRADIENT(void convolution_2d_grad(const real *, real *, const real *, real *, real)) {
  convolution_2d_grad(in, din, in + 36, din + 36, dout[0]);
  out[0] = convolution_2d(in, in + 36);
}
