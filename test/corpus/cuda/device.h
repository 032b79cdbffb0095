// The few declarations a kernel needs, so that the corpus compiles with no CUDA installed.
#pragma once
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __host__ __attribute__((host))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define __launch_bounds__(...) __attribute__((launch_bounds(__VA_ARGS__)))
#define __managed__ __attribute__((managed))
static inline __device__ int thread_index() { return __nvvm_read_ptx_sreg_tid_x(); }
static inline __device__ int global_index() { return __nvvm_read_ptx_sreg_ctaid_x() * __nvvm_read_ptx_sreg_ntid_x() + thread_index(); }
static inline __device__ int grid_size() { return __nvvm_read_ptx_sreg_nctaid_x() * __nvvm_read_ptx_sreg_ntid_x(); }
extern "C" {
__device__ double __nv_sin(double); __device__ double __nv_exp(double); __device__ float __nv_sqrtf(float); __device__ float __nv_expf(float);
__device__ double __nv_pow(double, double); __device__ double __nv_log(double); __device__ int printf(const char *, ...);
}
