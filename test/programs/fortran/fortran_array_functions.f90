! Functions that return arrays: of automatic size, allocatable, and used in expressions with other arrays.
module fortran_array_functions_mod
  use iso_c_binding
  implicit none
contains
  function softmax(v) result(p)
    real(c_double), intent(in) :: v(:)
    real(c_double) :: p(size(v))
    p = exp(v - maxval(v))
    p = p / sum(p)
  end function
  function outer(a, b) result(m)
    real(c_double), intent(in) :: a(:), b(:)
    real(c_double) :: m(size(a), size(b))
    integer :: j
    do j = 1, size(b)
      m(:, j) = a * b(j)
    end do
  end function
  function fortran_array_functions(x, n) result(s) bind(C, name="fortran_array_functions")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s, m(n / 2, n / 2), p(n / 2)
    p = softmax(x(1:n / 2) * x(n))
    m = outer(p, x(n / 2 + 1:2 * (n / 2)))
    s = -sum(p * log(p)) + sum(m * transpose(m)) + dot_product(softmax(p), p)
  end function
end module
