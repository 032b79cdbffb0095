! A function of an explicit-shape array: a loop over its elements.
function fortran_sum(x, n) result(s) bind(C, name="fortran_sum")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  integer :: i
  s = 0
  do i = 1, n
    s = s + x(i) * x(i) * sin(x(i))
  end do
end function
