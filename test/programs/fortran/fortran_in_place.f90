! intent(inout): a triangular solve and a smoothing sweep in place.
subroutine fortran_in_place(x, n) bind(C, name="fortran_in_place")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(inout) :: x(n)
  integer :: i, j
  do i = 1, n
    do j = 1, i - 1
      x(i) = x(i) - x(j) / (i + j)
    end do
    x(i) = x(i) / (1 + x(i) ** 2)
  end do
  do i = 2, n - 1
    x(i) = (x(i - 1) + x(i) * x(i + 1)) / 2
  end do
end subroutine
