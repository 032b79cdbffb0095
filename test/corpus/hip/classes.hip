#include "device.h"
struct Functor { virtual __device__ float operator()(float x) const = 0; };
struct Square : Functor { __device__ float operator()(float x) const override { return x * x; } };
struct Scale : Functor { float k; __device__ Scale(float k) : k(k) {} __device__ float operator()(float x) const override { return k * x; } };
__device__ float apply(const Functor &f, float x) { return f(f(x)); }
__device__ float (*table[2])(float) = { __ocml_sqrt_f32, __ocml_exp_f32 };
__global__ void dispatch(float *v, int k) { Square s; Scale t(2.5f); int i = global_index(); v[i] = apply(k ? (const Functor &)s : t, v[i]) + table[k & 1](v[i]); }
template <int N> struct Dual { float x, d[N]; __device__ Dual operator*(const Dual &o) const { Dual r; r.x = x * o.x; for (int i = 0; i < N; i++) r.d[i] = x * o.d[i] + d[i] * o.x; return r; } };
__global__ void duals(Dual<3> *p) { p[global_index()] = p[global_index()] * p[0]; auto f = [p](int k) { return p[k].x; }; p[1].x = f(2) + f(3); }
__device__ __attribute__((noinline)) int recursive(int n) { return n < 2 ? 1 : n * recursive(n - 1); }
__global__ void recurse(int *out) { *out = recursive(*out); }
