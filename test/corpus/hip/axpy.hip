#include "device.h"
__constant__ double weights[4] = { 0.1, 0.2, 0.3, 0.4 };
__device__ int calls;
template <class T> __global__ void axpy(int n, T a, const T *__restrict__ x, T *__restrict__ y) { int i = global_index(); if (i < n) y[i] = a * x[i] + y[i]; }
template __global__ void axpy<float>(int, float, const float *, float *);
template __global__ void axpy<double>(int, double, const double *, double *);
__global__ void __launch_bounds__(256, 2) weigh(double *v, int n) { int i = global_index(); if (i < n) v[i] = weights[i & 3] * __ocml_sin_f64(v[i]) + __ocml_exp_f64(-v[i]) - __ocml_pow_f64(v[i], 3); }
struct Params { float k; int n; double *data; };
__global__ void by_struct(Params p) { int i = global_index(); if (i < p.n) p.data[i] *= p.k; if (i == 0) calls++; }
