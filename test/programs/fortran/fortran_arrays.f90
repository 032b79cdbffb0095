! Products of a matrix and a vector on either side, reductions of sections that run backwards, a reshape to three dimensions, and an array
! that is turned round in place.
function fortran_arrays(x, n) result(s) bind(C, name="fortran_arrays")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(2, n / 2)
  real(c_double) :: s, r(2), l(n / 2), c(2, 2, 1), d(n / 2)
  r = matmul(x, x(1, :))
  l = matmul(x(:, 1), x)
  c = reshape(x(:, n / 2:1:-1), [2, 2, 1])
  d = x(2, :)
  d = d(n / 2:1:-1)
  s = sum(l(n / 2:1:-2)) + product(x(1, 2:3)) * r(1) * r(2) + dot_product(d, x(1, :))
  s = s + c(1, 1, 1) * c(2, 2, 1) + 3 * c(1, 2, 1) + maxval(l) * minval(d)
end function
