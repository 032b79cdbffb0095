// Functions in which the threads of a block share memory and wait for each other, and kernels with their gradients.
#include "gpu.h"

template <class... T> __device__ void __enzyme_autodiff(void *, T...);
extern __device__ int enzyme_dup, enzyme_const;

enum { width = 16 };

// A stencil through memory of the block, with a rim of one on both sides.
__device__ void stencil(const double *__restrict__ x, double *__restrict__ y, int n) {
  __shared__ double tile[width + 2];
  const int t = thread_x(), i = block_x() * width + t;
  tile[t + 1] = i < n ? x[i] : 0;
  if (t == 0) tile[0] = i > 0 ? x[i - 1] : 0;
  if (t == width - 1) tile[width + 1] = i + 1 < n ? x[i + 1] : 0;
  barrier();
  if (i < n) y[i] = tile[t] * tile[t + 1] + tile[t + 2] * tile[t + 2];
}

// The sum of a block's squares, by halves.
__device__ void block_sum(const double *__restrict__ x, double *__restrict__ y, int n) {
  __shared__ double part[width];
  const int t = thread_x(), i = block_x() * width + t;
  part[t] = i < n ? x[i] * x[i] : 0;
  barrier();
  for (int half = width / 2; half > 0; half /= 2) {
    if (t < half) part[t] += part[t + half];
    barrier();
  }
  if (t == 0) y[block_x()] = part[0];
}

// Four passes over memory of the block: what a pass reads is overwritten by the next.
__device__ void passes(const float *__restrict__ x, float *__restrict__ y, int n) {
  __shared__ float line[width];
  const int t = thread_x(), i = block_x() * width + t;
  line[t] = i < n ? x[i] : 1;
  barrier();
  for (int k = 0; k < 4; k++) {
    const float next = line[t] * line[(t + 1) % width] * 0.9f;
    barrier();
    line[t] = next;
    barrier();
  }
  if (i < n) y[i] = line[(t + 3) % width];
}

// A place for each thread: nothing to wait for, but between two gradients.
__device__ void squares(const double *__restrict__ x, double *__restrict__ y, int n) {
  __shared__ double own[width];
  const int t = thread_x(), i = block_x() * width + t;
  own[t] = i < n ? x[i] * 1.5 : 0;
  if (i < n) y[i] = own[t] * own[t];
}

#define GRADIENT(name, real)                                                                     \
  KERNEL name##_gradient(const real *x, real *dx, real *y, real *dy, int n) {                     \
    __enzyme_autodiff((void *)name, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);       \
  }
GRADIENT(stencil, double)
GRADIENT(block_sum, double)
GRADIENT(passes, float)

KERNEL squares_gradient(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);
  const int i = block_x() * width + thread_x();
  if (i < n) dy[i] = 0.5;
  __enzyme_autodiff((void *)squares, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);
}
