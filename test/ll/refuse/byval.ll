; refuse: E_ABI passed by value
; grad: --fn f
; llvm: 14
%struct.S = type { double, double, double }
define double @f(%struct.S* byval(%struct.S) align 8 %s) {
  %p = getelementptr %struct.S, %struct.S* %s, i64 0, i32 1
  %v = load double, double* %p
  ret double %v
}
