! A linear system by Gaussian elimination with pivots: rows that are exchanged as sections, maxloc of a section, and two right-hand sides.
subroutine fortran_gauss(x, y, n) bind(C, name="fortran_gauss")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(3)
  real(c_double) :: a(3, 4), row(4)
  integer :: i, j, p
  a = reshape(x(1:12), [3, 4])
  do i = 1, 3
    a(i, i) = a(i, i) + 0.1d0
  end do
  do i = 1, 3
    p = i - 1 + maxloc(abs(a(i:3, i)), dim=1)
    if (p /= i) then
      row = a(i, :)
      a(i, :) = a(p, :)
      a(p, :) = row
    end if
    do j = i + 1, 3
      a(j, i:) = a(j, i:) - a(j, i) / a(i, i) * a(i, i:)
    end do
  end do
  do i = 3, 1, -1
    y(i) = (a(i, 4) - dot_product(a(i, i + 1:3), y(i + 1:3))) / a(i, i)
  end do
end subroutine
