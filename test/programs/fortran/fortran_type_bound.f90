! Type-bound procedures: passed and nopass, a generic name, an operator, and private components.
module fortran_type_bound_mod
  use iso_c_binding
  implicit none
  type :: polynomial
    private
    real(c_double) :: c(0:3)
    integer :: degree
  contains
    procedure :: set => set_polynomial
    procedure :: value_at
    procedure :: slope_at
    procedure, nopass :: scale
    procedure, private :: plus
    generic :: operator(+) => plus
    generic :: at => value_at
  end type
contains
  subroutine set_polynomial(self, c)
    class(polynomial), intent(inout) :: self
    real(c_double), intent(in) :: c(4)
    self%c = c
    self%degree = 3
  end subroutine
  function value_at(self, t) result(v)
    class(polynomial), intent(in) :: self
    real(c_double), intent(in) :: t
    real(c_double) :: v
    integer :: i
    v = 0
    do i = self%degree, 0, -1
      v = v * t + self%c(i)
    end do
  end function
  function slope_at(self, t) result(v)
    class(polynomial), intent(in) :: self
    real(c_double), intent(in) :: t
    real(c_double) :: v
    v = self%c(1) + 2 * self%c(2) * t + 3 * self%c(3) * t ** 2
  end function
  function scale() result(v)
    real(c_double) :: v
    v = 1.5d0
  end function
  function plus(a, b) result(r)
    class(polynomial), intent(in) :: a
    type(polynomial), intent(in) :: b
    type(polynomial) :: r
    r%c = a%c + b%c
    r%degree = max(a%degree, b%degree)
  end function
  function fortran_type_bound(x, n) result(s) bind(C, name="fortran_type_bound")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(polynomial) :: p, q, r
    call p%set(x(1:4))
    call q%set(x(5:8))
    r = p + q
    s = r%at(x(9)) * p%slope_at(x(10)) * p%scale() + q%value_at(0.5d0)
  end function
end module
