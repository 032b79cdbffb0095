! Allocatable arrays: allocate, deallocate, allocated, size, and automatic deallocation at the end.
function fortran_allocatable(x, n) result(s) bind(C, name="fortran_allocatable")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), allocatable :: a(:), b(:, :)
  integer :: i, j
  allocate(a(n), b(3, n / 3))
  do i = 1, n
    a(i) = sin(x(i)) * i
  end do
  do j = 1, size(b, 2)
    do i = 1, size(b, 1)
      b(i, j) = a(3 * (j - 1) + i) * x(i)
    end do
  end do
  s = 0
  do j = 1, size(b, 2)
    s = s + b(1, j) * b(2, j) / b(3, j)
  end do
  deallocate(a)
  if (.not. allocated(a)) then
    allocate(a(2))
    a(1) = s * s
    a(2) = x(n)
    s = a(1) * a(2)
  end if
end function
