#include "device.h"
#define TILE 16
__global__ void heat(const double *__restrict__ u, double *__restrict__ v, int n, double a) {
  __shared__ double t[TILE + 2][TILE + 2];
  int x = __nvvm_read_ptx_sreg_tid_x(), y = __nvvm_read_ptx_sreg_tid_y();
  int i = __nvvm_read_ptx_sreg_ctaid_x() * TILE + x, j = __nvvm_read_ptx_sreg_ctaid_y() * TILE + y;
  t[y + 1][x + 1] = u[j * n + i];
  if (x == 0 && i > 0) t[y + 1][0] = u[j * n + i - 1];
  if (x == TILE - 1 && i < n - 1) t[y + 1][TILE + 1] = u[j * n + i + 1];
  __syncthreads();
  if (i > 0 && j > 0 && i < n - 1 && j < n - 1) v[j * n + i] = t[y + 1][x + 1] + a * (t[y][x + 1] + t[y + 2][x + 1] + t[y + 1][x] + t[y + 1][x + 2] - 4 * t[y + 1][x + 1]);
}
__global__ void matmul(const float *a, const float *b, float *c, int n) {
  __shared__ float p[TILE][TILE], q[TILE][TILE];
  int x = __nvvm_read_ptx_sreg_tid_x(), y = __nvvm_read_ptx_sreg_tid_y();
  float s = 0;
  for (int k = 0; k < n; k += TILE) {
    p[y][x] = a[y * n + k + x]; q[y][x] = b[(k + y) * n + x];
    __syncthreads();
#pragma unroll
    for (int m = 0; m < TILE; m++) s += p[y][m] * q[m][x];
    __syncthreads();
  }
  c[y * n + x] = s;
}
