! Array sections on both sides, with strides, and a scalar spread over an array.
subroutine fortran_slices(x, y, n) bind(C, name="fortran_slices")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  y = 0.5d0
  y(2:n-1) = x(1:n-2) * x(3:n) - 2 * x(2:n-1)
  y(1:n:2) = y(1:n:2) * x(1:n:2)
  y(n:n) = y(n:n) + x(1:1) ** 3
end subroutine
