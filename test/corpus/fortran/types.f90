! Derived types, type extension, type-bound procedures, polymorphism, select type.
module shapes
  implicit none
  type, abstract :: shape
    character(len=8) :: name = "none"
  contains
    procedure(area_of), deferred :: area
    procedure :: describe
  end type
  abstract interface
    real(8) function area_of(self)
      import shape
      class(shape), intent(in) :: self
    end function
  end interface
  type, extends(shape) :: circle
    real(8) :: r = 1
  contains
    procedure :: area => circle_area
  end type
  type, extends(shape) :: box
    real(8) :: a(2)
    integer, allocatable :: marks(:)
  contains
    procedure :: area => box_area
    final :: forget
  end type
  type node
    real(8) :: value
    type(node), pointer :: next => null()
  end type
  interface operator(+)
    module procedure add_boxes
  end interface
contains
  real(8) function circle_area(self)
    class(circle), intent(in) :: self
    circle_area = 3.14159265358979d0 * self%r**2
  end function
  real(8) function box_area(self)
    class(box), intent(in) :: self
    box_area = product(self%a)
  end function
  subroutine forget(self)
    type(box), intent(inout) :: self
    if (allocated(self%marks)) deallocate(self%marks)
  end subroutine
  subroutine describe(self, n)
    class(shape), intent(inout) :: self
    integer, intent(out) :: n
    select type (self)
    type is (circle)
      self%name = "circle"; n = 1
    class is (box)
      self%name = "box"; n = 2
    class default
      n = 0
    end select
  end subroutine
  type(box) function add_boxes(x, y)
    type(box), intent(in) :: x, y
    add_boxes%a = x%a + y%a
  end function
  real(8) function total(head)
    type(node), pointer, intent(in) :: head
    type(node), pointer :: p
    total = 0
    p => head
    do while (associated(p))
      total = total + p%value
      p => p%next
    end do
  end function
end module
