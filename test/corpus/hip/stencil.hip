#include "device.h"
#define TILE 16
__global__ void heat(const double *__restrict__ u, double *__restrict__ v, int n, double a) {
  __shared__ double t[TILE + 2][TILE + 2];
  int x = __builtin_amdgcn_workitem_id_x(), y = __builtin_amdgcn_workitem_id_y();
  int i = __builtin_amdgcn_workgroup_id_x() * TILE + x, j = __builtin_amdgcn_workgroup_id_y() * TILE + y;
  t[y + 1][x + 1] = u[j * n + i];
  if (x == 0 && i > 0) t[y + 1][0] = u[j * n + i - 1];
  __syncthreads();
  if (i > 0 && j > 0 && i < n - 1 && j < n - 1) v[j * n + i] = t[y + 1][x + 1] + a * (t[y][x + 1] + t[y + 2][x + 1] + t[y + 1][x] + t[y + 1][x + 2] - 4 * t[y + 1][x + 1]);
}
__global__ void private_array(double *v, int n) { double t[32]; for (int k = 0; k < 32; k++) t[k] = v[(global_index() + k) % n]; double s = 0; for (int k = 0; k < 32; k++) s += t[(k * 7) & 31] * __ocml_log_f64(t[k]); v[global_index()] = s; }
typedef float f4 __attribute__((ext_vector_type(4)));
__global__ void vectors(f4 *p, _Float16 *h) { int i = global_index(); p[i] = p[i].wzyx * p[i] + 1.0f; h[i] = h[i] * (_Float16)2 + (_Float16)p[i].x; }
