! Reductions along a dimension: sum and maxval with dim, and a mean that is spread over rows.
function fortran_reduce_dim(x, n) result(s) bind(C, name="fortran_reduce_dim")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(3, n / 3)
  real(c_double) :: s, rows(3), columns(n / 3), centred(3, n / 3)
  integer :: j
  rows = sum(x, dim=2) / (n / 3)
  columns = sum(x * x, dim=1)
  do j = 1, n / 3
    centred(:, j) = x(:, j) - rows
  end do
  s = sum(maxval(centred, dim=1)) + dot_product(rows, rows)
  s = s + sum(columns * centred(1, :)) + sum(centred ** 2)
end function
