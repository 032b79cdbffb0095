!mod$ v1 sum:cb9e07538915d506
module shapes
type,abstract::shape
character(8_4,1)::name="none    "
contains
procedure(area_of),deferred::area
procedure::describe
end type
abstract interface
function area_of(self)
import::shape
class(shape),intent(in)::self
real(8)::area_of
end
end interface
type,extends(shape)::circle
real(8)::r=1._8
contains
procedure::area=>circle_area
end type
type,extends(shape)::box
real(8)::a(1_8:2_8)
integer(4),allocatable::marks(:)
contains
procedure::area=>box_area
final::forget
end type
type::node
real(8)::value
type(node),pointer::next=>NULL()
end type
intrinsic::null
interface operator(+)
procedure::add_boxes
end interface
contains
function circle_area(self)
class(circle),intent(in)::self
real(8)::circle_area
end
function box_area(self)
class(box),intent(in)::self
real(8)::box_area
end
subroutine forget(self)
type(box),intent(inout)::self
end
subroutine describe(self,n)
class(shape),intent(inout)::self
integer(4),intent(out)::n
end
function add_boxes(x,y)
type(box),intent(in)::x
type(box),intent(in)::y
type(box)::add_boxes
end
function total(head)
type(node),intent(in),pointer::head
real(8)::total
end
end
