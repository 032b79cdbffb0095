! do concurrent with locals and masks, and forall.
subroutine fortran_concurrent(x, y, n) bind(C, name="fortran_concurrent")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  real(c_double) :: t
  integer :: i
  do concurrent (i = 1:n) local(t)
    t = x(i) * x(i)
    y(i) = t + sin(t)
  end do
  do concurrent (i = 2:n - 1, mod(i, 2) == 0)
    y(i) = y(i) * x(i + 1)
  end do
  forall (i = 1:n, x(i) > 1d0) y(i) = y(i) / x(i)
end subroutine
