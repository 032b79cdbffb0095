! Arrays of three dimensions with sections of planes, size and shape, and a stencil with neighbours.
function fortran_rank_three(x, n) result(s) bind(C, name="fortran_rank_three")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(3, 3, n / 9)
  real(c_double) :: s, u(0:4, 0:4, n / 9), plane(3, 3)
  integer :: i, j, k
  u = 0
  u(1:3, 1:3, :) = x
  s = 0
  do k = 1, size(x, 3)
    do j = 1, 3
      do i = 1, 3
        plane(i, j) = u(i - 1, j, k) + u(i + 1, j, k) + u(i, j - 1, k) + u(i, j + 1, k) - 4 * u(i, j, k)
      end do
    end do
    s = s + sum(plane * x(:, :, k)) + sum(plane(2, :)) * x(k, 1, 1)
  end do
  s = s + product(shape(x)) * u(1, 1, 1)
end function
