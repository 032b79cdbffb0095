!mod$ v1 sum:ce304612bee4c7c6
module generic
type::stack
real(8),allocatable,private::items(:)
integer(4),private::top=0_4
contains
procedure::push
procedure::pop
end type
interface norm
procedure::norm4
procedure::norm8
procedure::normz
end interface
contains
pure function norm4(x)
real(4),intent(in)::x(:)
real(4)::norm4
end
pure function norm8(x)
real(8),intent(in)::x(:)
real(8)::norm8
end
pure function normz(x)
complex(8),intent(in)::x(:)
real(8)::normz
end
subroutine push(self,x)
class(stack),intent(inout)::self
real(8),intent(in)::x
end
function pop(self)
class(stack),intent(inout)::self
real(8)::pop
end
subroutine histogram(x,bins)
real(8),intent(in)::x(:)
integer(4),intent(out)::bins(0_8:9_8)
end
end
