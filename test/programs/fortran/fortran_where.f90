! where with elsewhere, merge, and if and select case inside a loop.
subroutine fortran_where(x, y, n) bind(C, name="fortran_where")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  integer :: i
  where (x > 0.8d0)
    y = x * x
  elsewhere
    y = exp(x)
  end where
  do i = 1, n
    select case (mod(i, 5))
    case (0)
      y(i) = y(i) * 2
    case (1:2)
      y(i) = y(i) + merge(x(i), -x(i) ** 2, x(i) > 0.6d0)
    case default
      if (y(i) > 1.2d0) y(i) = log(y(i))
    end select
  end do
end subroutine
