! A type for vectors with overloaded operators, assignment and functions: a rotation of a body.
module fortran_operators_mod
  use iso_c_binding
  implicit none
  type :: vec
    real(c_double) :: x, y, z
  end type
  interface operator(+)
    module procedure add
  end interface
  interface operator(*)
    module procedure scale, dot
  end interface
  interface operator(.x.)
    module procedure cross
  end interface
  interface assignment(=)
    module procedure from_array
  end interface
contains
  pure function add(a, b) result(c)
    type(vec), intent(in) :: a, b
    type(vec) :: c
    c%x = a%x + b%x
    c%y = a%y + b%y
    c%z = a%z + b%z
  end function
  pure function scale(k, a) result(c)
    real(c_double), intent(in) :: k
    type(vec), intent(in) :: a
    type(vec) :: c
    c%x = k * a%x
    c%y = k * a%y
    c%z = k * a%z
  end function
  pure function dot(a, b) result(d)
    type(vec), intent(in) :: a, b
    real(c_double) :: d
    d = a%x * b%x + a%y * b%y + a%z * b%z
  end function
  pure function cross(a, b) result(c)
    type(vec), intent(in) :: a, b
    type(vec) :: c
    c%x = a%y * b%z - a%z * b%y
    c%y = a%z * b%x - a%x * b%z
    c%z = a%x * b%y - a%y * b%x
  end function
  subroutine from_array(a, v)
    type(vec), intent(out) :: a
    real(c_double), intent(in) :: v(3)
    a%x = v(1)
    a%y = v(2)
    a%z = v(3)
  end subroutine
  function fortran_operators(x, n) result(s) bind(C, name="fortran_operators")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(vec) :: at, omega
    integer :: i
    at = x(1:3)
    omega = x(4:6)
    do i = 1, 4
      at = at + 0.1d0 * (omega .x. at)
    end do
    s = at * at + at * omega
  end function
end module
