! Single precision, with a sum in double precision on the way.
function fortran_single(x, n) result(s) bind(C, name="fortran_single")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_float), intent(in) :: x(n)
  real(c_float) :: s
  real(c_double) :: t
  integer :: i
  t = 0
  do i = 1, n
    t = t + dble(exp(-x(i)) * x(i))
  end do
  s = real(t * t, c_float)
end function
