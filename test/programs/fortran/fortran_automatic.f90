! An automatic array, whose size comes from an argument, and a local array that keeps its value in a loop.
function fortran_automatic(x, n) result(s) bind(C, name="fortran_automatic")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, t(n), u(2)
  integer :: i
  u = 1
  do i = 1, n
    t(i) = x(i) * u(1)
    u(1) = u(2)
    u(2) = t(i) + 0.5d0
  end do
  s = 0
  do i = n, 1, -1
    s = s + t(i) * t(n + 1 - i)
  end do
end function
