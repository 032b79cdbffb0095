; HIP passes the struct in memory of the launch, of which an address is kept: nothing of the device's could take its place.
; refuse: E_ABI a struct that is passed by value to @k is used by its address in the memory of the launch
; grad: --fn k --kernel
; llvm: 22
target datalayout = "e-p:64:64-p1:64:64-p2:32:32-p3:32:32-p4:64:64-p5:32:32-p6:32:32-A5-G1"
target triple = "amdgcn-amd-amdhsa"

define amdgpu_kernel void @k(ptr addrspace(4) byref({ double, i32 }) %s, ptr addrspace(1) %y, ptr addrspace(1) %at) {
  %v = load double, ptr addrspace(4) %s
  store ptr addrspace(4) %s, ptr addrspace(1) %at
  store double %v, ptr addrspace(1) %y
  ret void
}
