// Kernels that are differentiated as a whole.
#include "gpu.h"

enum { width = 16 };

struct field {
  const double *values;
  double factor;
  int count;
  double *results;
};

// Numbers that all threads are given, whose derivatives all of them add to.
KERNEL scale(double *__restrict__ y, const double *__restrict__ x, double factor, double shift, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i < n) y[i] = factor * x[i] * x[i] + shift * x[i / 2];
}

// A struct with pointers and a number, passed by value.
KERNEL powers(field f, int n) {
  const int i = block_x() * size_x() + thread_x();
  if (i >= f.count || i >= n) return;
  f.results[i] = f.factor * f.factor * f.values[i] * f.values[(i + 1) % f.count];
}

// Memory of the block and a number: a weighted difference of neighbours.
KERNEL filter(const float *__restrict__ x, float *__restrict__ y, float weight, int n) {
  __shared__ float tile[width + 1];
  const int t = thread_x(), i = block_x() * width + t;
  if (i < n) tile[t] = x[i];
  if (t == 0) tile[width] = x[(i + width) % n];
  barrier();
  if (i >= n) return;
  const float next = i + 1 < n ? tile[t + 1] : x[0];
  y[i] = weight * weight * tile[t] - next * next;
}
