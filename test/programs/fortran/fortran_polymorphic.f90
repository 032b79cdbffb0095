! An abstract type with a deferred procedure, extensions of it, dynamic dispatch and select type.
module fortran_polymorphic_mod
  use iso_c_binding
  implicit none
  type, abstract :: shape
    real(c_double) :: scale
  contains
    procedure(area_of), deferred :: area
  end type
  type, extends(shape) :: disc
    real(c_double) :: radius
  contains
    procedure :: area => disc_area
  end type
  type, extends(shape) :: box
    real(c_double) :: a, b
  contains
    procedure :: area => box_area
  end type
  abstract interface
    function area_of(self) result(v)
      import :: shape, c_double
      class(shape), intent(in) :: self
      real(c_double) :: v
    end function
  end interface
contains
  function disc_area(self) result(v)
    class(disc), intent(in) :: self
    real(c_double) :: v
    v = self%scale * 3.5d0 * self%radius ** 2
  end function
  function box_area(self) result(v)
    class(box), intent(in) :: self
    real(c_double) :: v
    v = self%scale * self%a * self%b
  end function
  function cost(s) result(v)
    class(shape), intent(in) :: s
    real(c_double) :: v
    v = s%area() ** 2
    select type (s)
    type is (box)
      v = v + s%a
    class default
      v = v * 2
    end select
  end function
  function fortran_polymorphic(x, n) result(s) bind(C, name="fortran_polymorphic")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(disc) :: d
    type(box) :: b
    d = disc(scale=x(1), radius=x(2))
    b = box(scale=x(3), a=x(4), b=x(5))
    s = cost(d) * x(6) + cost(b)
  end function
end module
