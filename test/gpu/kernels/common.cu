// Kernels that any GPU runs, and of which warps of any size give the same.
#include "gpu.h"

KERNEL saxpy(int n, float a, const float *x, float *y) {
  int i = block_x() * size_x() + thread_x();
  if (i < n) y[i] = a * x[i] + y[i];
}

KERNEL block_sum(const double *x, double *out, int n) {
  __shared__ double part[128];
  int t = thread_x(), i = block_x() * size_x() + t;
  part[t] = i < n ? x[i] : 0;
  barrier();
  for (int s = size_x() / 2; s > 0; s /= 2) {
    if (t < s) part[t] += part[t + s];
    barrier();
  }
  if (t == 0) out[block_x()] = part[0];
}

KERNEL histogram(const unsigned char *x, unsigned *bins, int n) {
  __shared__ unsigned own[16];
  for (int k = thread_x(); k < 16; k += size_x()) own[k] = 0;
  barrier();
  for (int i = block_x() * size_x() + thread_x(); i < n; i += grid_x() * size_x())
    __atomic_fetch_add(&own[x[i] & 15], 1u, __ATOMIC_RELAXED);
  barrier();
  for (int k = thread_x(); k < 16; k += size_x()) __atomic_fetch_add(&bins[k], own[k], __ATOMIC_RELAXED);
}

#define TILE 8
KERNEL matmul(const float *a, const float *b, float *c, int n) {
  __shared__ float p[TILE][TILE], q[TILE][TILE];
  int x = thread_x(), y = thread_y(), row = block_y() * TILE + y, column = block_x() * TILE + x;
  float sum = 0;
  for (int k = 0; k < n; k += TILE) {
    p[y][x] = a[row * n + k + x];
    q[y][x] = b[(k + y) * n + column];
    barrier();
    for (int m = 0; m < TILE; m++) sum += p[y][m] * q[m][x];
    barrier();
  }
  c[row * n + column] = sum;
}

__constant__ double weights[3] = {0.25, 0.5, 0.25};
KERNEL stencil(const double *u, double *v, int n) {
  __shared__ double cells[66];
  int t = thread_x(), i = block_x() * size_x() + t;
  cells[t + 1] = i < n ? u[i] : 0;
  if (t == 0) cells[0] = i > 0 ? u[i - 1] : 0;
  if (t == size_x() - 1) cells[t + 2] = i + 1 < n ? u[i + 1] : 0;
  barrier();
  if (i < n) v[i] = weights[0] * cells[t] + weights[1] * cells[t + 1] + weights[2] * cells[t + 2];
}

struct Body { double x, y, z, mass; };
KERNEL nbody(const Body *bodies, double *force, int n) {
  __shared__ Body tile[32];
  int i = block_x() * size_x() + thread_x();
  Body me = bodies[i];
  double fx = 0, fy = 0, fz = 0;
  for (int k = 0; k < n; k += 32) {
    tile[thread_x()] = bodies[k + thread_x()];
    barrier();
    for (int j = 0; j < 32; j++) {
      double dx = tile[j].x - me.x, dy = tile[j].y - me.y, dz = tile[j].z - me.z;
      double r = rsqrt_double(dx * dx + dy * dy + dz * dz + 0.01), f = tile[j].mass * r * r * r;
      fx += f * dx; fy += f * dy; fz += f * dz;
    }
    barrier();
  }
  force[3 * i] = fx; force[3 * i + 1] = fy; force[3 * i + 2] = fz;
}

DEVICE float reduce(float *scratch, float v, bool wants_max) {
  int t = thread_x();
  scratch[t] = v;
  barrier();
  for (int s = size_x() / 2; s > 0; s /= 2) {
    if (t < s) {
      float other = scratch[t + s], own = scratch[t];
      scratch[t] = wants_max ? (other > own ? other : own) : own + other;
    }
    barrier();
  }
  float result = scratch[0];
  barrier();
  return result;
}
extern __shared__ float scratch[];
KERNEL softmax(const float *x, float *y, int n) {
  const float *row = x + block_x() * n;
  float most = -1e30f, sum = 0;
  for (int i = thread_x(); i < n; i += size_x()) most = row[i] > most ? row[i] : most;
  most = reduce(scratch, most, true);
  for (int i = thread_x(); i < n; i += size_x()) sum += exp_float(row[i] - most);
  sum = reduce(scratch, sum, false);
  for (int i = thread_x(); i < n; i += size_x()) y[block_x() * n + i] = exp_float(row[i] - most) / sum;
}

KERNEL cas_add(const double *x, double *total, int n) {
  int i = block_x() * size_x() + thread_x();
  if (i >= n) return;
  unsigned long long *bits = (unsigned long long *)total;
  unsigned long long seen = __atomic_load_n(bits, __ATOMIC_RELAXED);
  for (;;) {
    double sum = __builtin_bit_cast(double, seen) + x[i];
    unsigned long long made = __builtin_bit_cast(unsigned long long, sum);
    if (__atomic_compare_exchange_n(bits, &seen, made, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED)) break;
  }
}

struct Range { const float *from; float *to; int first, count; float scale; };
KERNEL scale_range(Range range) {
  int i = block_x() * size_x() + thread_x();
  if (i < range.count) range.to[i] = range.scale * range.from[range.first + i];
}

KERNEL float_sum(const float *x, float *total, int n) {
  int i = block_x() * size_x() + thread_x();
  if (i < n) add_atomically(total, x[i]);
}

// Private memory by a pointer, also of a loop that cannot be unrolled.
static __device__ __attribute__((noinline)) double sum_of(const double *v, int n) {
  double sum = 0;
  for (int k = 0; k < n; k++) sum += v[k];
  return sum;
}
KERNEL local_array(const double *x, double *y, int n) {
  double own[16];
  int i = block_x() * size_x() + thread_x();
  for (int k = 0; k < 16; k++) own[k] = x[(i + k) % n];
  y[i] = sum_of(own, 16);
}
