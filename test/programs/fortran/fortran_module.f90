! Procedures and constants of a module, a pure function, an elemental function, and a derived type.
module fortran_module_mod
  use iso_c_binding
  implicit none
  real(c_double), parameter :: weights(4) = [0.5d0, 1.5d0, -0.25d0, 2d0]
  type, bind(C) :: point
    real(c_double) :: x, y
    integer(c_int) :: kind
  end type
contains
  elemental function smooth(v) result(r)
    real(c_double), intent(in) :: v
    real(c_double) :: r
    r = v / sqrt(1 + v * v)
  end function
  pure function length(p) result(r)
    type(point), intent(in) :: p
    real(c_double) :: r
    r = sqrt(p%x ** 2 + p%y ** 2)
    if (p%kind > 1) r = r * p%x
  end function
  function fortran_module(x, n) result(s) bind(C, name="fortran_module")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(point) :: p
    integer :: i
    s = 0
    do i = 1, n - 1
      p%x = smooth(x(i))
      p%y = x(i + 1) * weights(mod(i, 4) + 1)
      p%kind = mod(i, 3)
      s = s + length(p)
    end do
  end function
end module
