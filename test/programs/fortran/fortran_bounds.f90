! Lower bounds of their own, lbound and ubound, and a halo around a grid.
subroutine fortran_bounds(x, y, n) bind(C, name="fortran_bounds")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(0:n - 1)
  real(c_double), intent(out) :: y(-1:n - 2)
  real(c_double) :: u(-1:n, 0:1)
  integer :: i
  u(:, 1) = 0
  u(-1, 0) = x(n - 1)
  u(n, 0) = x(lbound(x, 1))
  u(0:n - 1, 0) = x
  do i = lbound(u, 1) + 1, ubound(u, 1) - 1
    u(i, 1) = u(i - 1, 0) * u(i + 1, 0) - 0.5d0 * u(i, 0) ** 2
  end do
  do i = lbound(y, 1), ubound(y, 1)
    y(i) = u(i + 1, 1) * x(ubound(x, 1) - i - 1)
  end do
end subroutine
