// The few declarations a kernel needs, so that the corpus compiles with no ROCm installed.
#pragma once
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __host__ __attribute__((host))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
static inline __device__ int thread_index() { return __builtin_amdgcn_workitem_id_x(); }
static inline __device__ int global_index() { return __builtin_amdgcn_workgroup_id_x() * 64 + thread_index(); }
static inline __device__ void __syncthreads() { __builtin_amdgcn_fence(__ATOMIC_RELEASE, "workgroup"); __builtin_amdgcn_s_barrier(); __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "workgroup"); }
extern "C" { __device__ double __ocml_sin_f64(double); __device__ double __ocml_exp_f64(double); __device__ float __ocml_sqrt_f32(float); __device__ float __ocml_exp_f32(float); __device__ double __ocml_pow_f64(double, double); __device__ double __ocml_log_f64(double); }
