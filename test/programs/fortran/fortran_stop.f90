! Checks that end the program: stop and error stop with codes and messages, and an early return.
subroutine fortran_stop(x, y, n) bind(C, name="fortran_stop")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  real(c_double) :: norm
  integer :: i
  y = x
  norm = 0
  do i = 1, n
    if (x(i) < 0) error stop "a negative value"
    norm = norm + x(i) ** 2
  end do
  if (norm < 1d-12) return
  if (norm > 1d12) stop 3
  do i = 1, n
    y(i) = x(i) / sqrt(norm)
    if (.not. y(i) == y(i)) error stop 4
  end do
end subroutine
