! Array intrinsics: sum, product, dot_product, maxval, minval, matmul and transpose.
function fortran_intrinsics(x, n) result(s) bind(C, name="fortran_intrinsics")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, a(2, 2), b(2, 2)
  a = reshape(x(1:4), [2, 2])
  b = matmul(a, transpose(a))
  s = sum(x) * product(x(1:3)) + dot_product(x(1:n-1), x(2:n)) + maxval(x) * minval(x)
  s = s + b(1, 1) * b(2, 2) + b(1, 2)
end function
