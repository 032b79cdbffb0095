!mod$ v1 sum:25dd0c96814d14f0
module solver
integer(4),save::iterations
real(8)::tolerance
contains
subroutine gauss_seidel(a,b,x,n)
integer(4),intent(in)::n
real(8),intent(in)::a(1_8:int(n,kind=8),1_8:int(n,kind=8))
real(8),intent(in)::b(1_8:int(n,kind=8))
real(8),intent(inout)::x(1_8:int(n,kind=8))
end
recursive function fib(n) result(f)
integer(4),value::n
integer(4)::f
end
subroutine shared_data(k)
integer(4),intent(in)::k
end
end
