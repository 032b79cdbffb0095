! maxloc and minloc as indices, and an insertion sort that keeps a permutation.
function fortran_location(x, n) result(s) bind(C, name="fortran_location")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, y(n), t
  integer :: order(n), i, j, low
  low = minloc(x, dim=1)
  s = x(maxloc(x, dim=1)) ** 2 / x(low)
  order = [(i, i = 1, n)]
  y = x
  do i = 2, n
    t = y(i)
    j = i - 1
    do while (j >= 1)
      if (y(j) <= t) exit
      y(j + 1) = y(j)
      order(j + 1) = order(j)
      j = j - 1
    end do
    y(j + 1) = t
    order(j + 1) = i
  end do
  do i = 1, n
    s = s + y(i) * i + x(order(i)) / i
  end do
end function
