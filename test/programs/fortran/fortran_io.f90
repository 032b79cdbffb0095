! Output inside an active routine: write with formats, list-directed, and print behind a flag.
subroutine fortran_io(x, y, n) bind(C, name="fortran_io")
  use iso_c_binding
  use iso_fortran_env, only: error_unit
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  logical, parameter :: verbose = .false.
  integer :: i
  real(c_double) :: residual
  residual = 0
  do i = 1, n
    y(i) = x(i) ** 2 + residual
    residual = residual + 0.1d0 * y(i)
    if (verbose) print *, "step", i, residual
    if (residual > 1d6) write (error_unit, '(a, i4, 2f12.6)') "diverged at ", i, residual, y(i)
  end do
  if (n < 0) write (*, *) "nothing to do", y
end subroutine
