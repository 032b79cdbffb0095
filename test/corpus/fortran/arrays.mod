!mod$ v1 sum:a94aaed9a0cb5268
module arrays
real(8),parameter::weights(1_8:5_8)=[REAL(8)::1.000000000000000055511151231257827021181583404541015625e-1_8,2.00000000000000011102230246251565404236316680908203125e-1_8,4.0000000000000002220446049250313080847263336181640625e-1_8,2.00000000000000011102230246251565404236316680908203125e-1_8,1.000000000000000055511151231257827021181583404541015625e-1_8]
real(8),allocatable::saved(:,:)
contains
subroutine smooth(x,y)
real(8),intent(in)::x(:)
real(8),intent(out)::y(:)
end
function outer(a,b) result(c)
real(8),intent(in)::a(:)
real(8),intent(in)::b(:)
real(8)::c(1_8:size(a,dim=1,kind=8),1_8:size(b,dim=1,kind=8))
end
function norms(m)
real(8),intent(in)::m(:,:)
real(8)::norms
end
subroutine keep(n)
integer(4),intent(in)::n
end
subroutine rows(a,p)
real(8),intent(inout),target::a(:,:)
real(8),intent(out),pointer::p(:)
end
end
