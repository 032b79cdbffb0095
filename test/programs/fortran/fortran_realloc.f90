! Allocation by assignment: the left-hand side takes the shape of the right-hand side, and grows.
function fortran_realloc(x, n) result(s) bind(C, name="fortran_realloc")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), allocatable :: v(:), old(:)
  integer :: i
  v = x(1:3) * 2
  do i = 4, n
    old = v
    deallocate(v)
    allocate(v(i))
    v(1:i - 1) = old
    v(i) = x(i) * old(i - 3)
  end do
  old = 0.5d0 * v(1:n)
  v = old + v
  s = sum(v) / 1.5d0 * old(n) * 2
end function
