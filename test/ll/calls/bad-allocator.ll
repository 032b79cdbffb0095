; refuse: E_REGISTRATION element 3 does not say once, as -1, which argument of @give is the memory
@order = private constant [5 x i8] c"-1,0\00"
@__enzyme_allocation_like = global [4 x ptr] [ptr @take, ptr inttoptr (i64 1 to ptr), ptr @order, ptr @give]
declare void @__enzyme_autodiff(ptr, ...)
declare ptr @take(i32, i64)
declare void @give(i32, ptr)
define double @f(double %x) {
  ret double %x
}
define void @df(double %x) {
  call void (ptr, ...) @__enzyme_autodiff(ptr @f, double %x)
  ret void
}
