// Device functions, and kernels in which each thread has its share of their gradients.
#include "gpu.h"

template <class... T> __device__ void __enzyme_autodiff(void *, T...);
extern __device__ int enzyme_dup, enzyme_const;

struct point {
  double x, y, z;
};

DEVICE double inverse_distance(point a, point b) {
  const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
  return 1 / __builtin_sqrt(dx * dx + dy * dy + dz * dz + 0.01);
}

// Every thread reads all points; how many there are is known only to the kernel.
__device__ void bodies(const point *__restrict__ p, double *__restrict__ potential, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i >= n) return;
  const point mine = p[i];
  double sum = 0;
  for (int j = 0; j < n; j++) sum += inverse_distance(mine, p[j]);
  potential[i] = sum;
}

// What each of eight rounds needs has a place on the stack.
__device__ void rounds(const double *__restrict__ x, double *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i >= n) return;
  double v = x[i];
  for (int k = 0; k < 8; k++) v = v * v * 0.5 + 0.3 * x[i / 2];
  y[i] = v;
}

// An array of the thread's own, and the largest in it.
__device__ void window(const double *__restrict__ x, double *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i >= n) return;
  double local[5], best = 0;
  for (int k = 0; k < 5; k++) local[k] = x[(i + k) % n] * x[i];
  for (int k = 0; k < 5; k++) best = local[k] > best ? local[k] : best;
  y[i] = best * local[2];
}

// All threads read one weight, in single precision.
__device__ void weighted(const float *__restrict__ w, const int *__restrict__ from, const float *__restrict__ x,
                         float *__restrict__ y, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i < n) y[i] = w[0] * x[from[i]] * x[from[i]] + w[1];
}

KERNEL bodies_gradient(const point *p, point *dp, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)bodies, enzyme_dup, p, dp, enzyme_dup, y, dy, enzyme_const, n);
}
KERNEL rounds_gradient(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)rounds, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);
}
KERNEL window_gradient(const double *x, double *dx, double *y, double *dy, int n) {
  __enzyme_autodiff((void *)window, enzyme_dup, x, dx, enzyme_dup, y, dy, enzyme_const, n);
}
KERNEL weighted_gradient(const float *w, float *dw, const int *from, const float *x, float *dx, float *y, float *dy,
                         int n) {
  __enzyme_autodiff((void *)weighted, enzyme_dup, w, dw, enzyme_const, from, enzyme_dup, x, dx, enzyme_dup, y, dy,
                    enzyme_const, n);
}
