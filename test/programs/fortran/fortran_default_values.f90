! Derived types whose components have values to begin with, in arrays and on the heap.
function fortran_default_values(x, n) result(s) bind(C, name="fortran_default_values")
  use iso_c_binding
  implicit none
  type :: filter
    real(c_double) :: gain = 0.5d0
    real(c_double) :: state(2) = [1d0, 0.25d0]
    integer :: order = 2
  end type
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  type(filter) :: filters(2)
  type(filter), allocatable :: last
  integer :: i, k
  allocate(last)
  filters(2)%gain = x(1)
  s = 0
  do i = 1, n
    k = mod(i, 2) + 1
    filters(k)%state(2) = filters(k)%state(1) * filters(k)%gain
    filters(k)%state(1) = x(i) + filters(k)%state(2) ** filters(k)%order
    s = s + filters(k)%state(1) * last%gain
  end do
end function
