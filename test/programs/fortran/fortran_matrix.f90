! Two-dimensional arrays, column by column: a product, a transposed access and a trace.
function fortran_matrix(x, n) result(s) bind(C, name="fortran_matrix")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(3, n / 3)
  real(c_double) :: s, c(3, 3)
  integer :: i, j, k
  c = 0
  do j = 1, 3
    do k = 1, n / 3
      do i = 1, 3
        c(i, j) = c(i, j) + x(i, k) * x(j, k)
      end do
    end do
  end do
  s = c(1, 1) * c(2, 2) * c(3, 3) + c(1, 2) * c(2, 3) - c(3, 1) ** 2
end function
