! Elemental procedures on arrays and scalars, an elemental subroutine, and an operator of the program's own.
module fortran_elemental_mod
  use iso_c_binding
  implicit none
  interface operator(.smooth.)
    module procedure smooth_max
  end interface
contains
  elemental function smooth_max(a, b) result(r)
    real(c_double), intent(in) :: a, b
    real(c_double) :: r
    r = log(exp(4 * a) + exp(4 * b)) / 4
  end function
  elemental subroutine rotate(a, b, angle)
    real(c_double), intent(inout) :: a, b
    real(c_double), intent(in) :: angle
    real(c_double) :: t
    t = cos(angle) * a - sin(angle) * b
    b = sin(angle) * a + cos(angle) * b
    a = t
  end subroutine
  function fortran_elemental(x, n) result(s) bind(C, name="fortran_elemental")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s, a(n / 2), b(n / 2)
    a = x(1:n / 2)
    b = x(n / 2 + 1:n)
    call rotate(a, b, x(1))
    call rotate(a(1), b(2), 0.5d0)
    s = sum((a .smooth. b) * b) + (x(1) .smooth. x(2))
  end function
end module
