! An array that grows by array constructors of itself and one more element.
function fortran_append(x, n) result(s) bind(C, name="fortran_append")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), allocatable :: v(:)
  integer :: i
  v = x(1:3) * 2
  do i = 4, n
    v = [v, x(i) * v(i - 3)]
  end do
  s = sum(v) * v(n)
end function
