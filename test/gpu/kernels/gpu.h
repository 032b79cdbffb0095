// What kernels need of CUDA and HIP, without either being installed: one set of names for both.
#pragma once
#define __global__ __attribute__((global))
#define __device__ __attribute__((device))
#define __shared__ __attribute__((shared))
#define __constant__ __attribute__((constant))
#define KERNEL extern "C" __global__ void
#define DEVICE static __device__ inline

#ifdef __NVPTX__
DEVICE int thread_x() { return __nvvm_read_ptx_sreg_tid_x(); }
DEVICE int thread_y() { return __nvvm_read_ptx_sreg_tid_y(); }
DEVICE int block_x() { return __nvvm_read_ptx_sreg_ctaid_x(); }
DEVICE int block_y() { return __nvvm_read_ptx_sreg_ctaid_y(); }
DEVICE int size_x() { return __nvvm_read_ptx_sreg_ntid_x(); }
DEVICE int size_y() { return __nvvm_read_ptx_sreg_ntid_y(); }
DEVICE int grid_x() { return __nvvm_read_ptx_sreg_nctaid_x(); }
DEVICE void barrier() { __syncthreads(); }
DEVICE float add_atomically(float *p, float v) { return __nvvm_atom_add_gen_f(p, v); }
extern "C" {
__device__ float __nv_expf(float);
__device__ double __nv_sqrt(double);
__device__ double __nv_rsqrt(double);
}
#define exp_float __nv_expf
#define rsqrt_double __nv_rsqrt
#else
typedef __attribute__((address_space(4))) const unsigned char packet;
DEVICE unsigned packet_u16(int at) { return *(__attribute__((address_space(4))) const unsigned short *)((packet *)__builtin_amdgcn_dispatch_ptr() + at); }
DEVICE unsigned packet_u32(int at) { return *(__attribute__((address_space(4))) const unsigned *)((packet *)__builtin_amdgcn_dispatch_ptr() + at); }
DEVICE int thread_x() { return __builtin_amdgcn_workitem_id_x(); }
DEVICE int thread_y() { return __builtin_amdgcn_workitem_id_y(); }
DEVICE int block_x() { return __builtin_amdgcn_workgroup_id_x(); }
DEVICE int block_y() { return __builtin_amdgcn_workgroup_id_y(); }
DEVICE int size_x() { return packet_u16(4); }
DEVICE int size_y() { return packet_u16(6); }
DEVICE int grid_x() { return packet_u32(12) / packet_u16(4); }
DEVICE void barrier() {
  __builtin_amdgcn_fence(__ATOMIC_RELEASE, "workgroup");
  __builtin_amdgcn_s_barrier();
  __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "workgroup");
}
DEVICE float add_atomically(float *p, float v) { return __atomic_fetch_add(p, v, __ATOMIC_RELAXED); }
extern "C" {
__device__ float __ocml_exp_f32(float);
__device__ double __ocml_rsqrt_f64(double);
}
#define exp_float __ocml_exp_f32
#define rsqrt_double __ocml_rsqrt_f64
#endif
