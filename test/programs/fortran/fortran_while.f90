! do while, cycle, exit and a bounded loop without a control variable: Newton's method.
function fortran_while(x, n) result(s) bind(C, name="fortran_while")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, r, f
  integer :: i, steps
  s = 0
  outer: do i = 1, n
    if (mod(i, 4) == 0) cycle outer
    r = x(i)
    f = r * r - x(i)
    steps = 0
    do while (abs(f) > 1d-14 .and. steps < 60)
      r = r - f / (2 * r)
      f = r * r - x(i)
      steps = steps + 1
    end do
    s = s + r
    do
      s = s * 1.01d0
      if (s > 3) exit outer
      if (s > i) exit
    end do
  end do outer
end function
