! Allocated pointers to the levels of a leapfrog scheme, which change places in each step.
function fortran_pointer_swap(x, n) result(s) bind(C, name="fortran_pointer_swap")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), pointer :: old(:), now(:), new(:), tmp(:)
  integer :: i, step
  allocate(old(n), now(n), new(n))
  do i = 1, n
    old(i) = x(i)
    now(i) = x(i) * 1.01d0
    new(i) = 0
  end do
  do step = 1, 4
    do i = 2, n - 1
      new(i) = 2 * now(i) - old(i) + 0.1d0 * (now(i + 1) - 2 * now(i) + now(i - 1)) * now(i)
    end do
    tmp => old
    old => now
    now => new
    new => tmp
  end do
  s = 0
  do i = 1, n
    s = s + now(i) * old(i)
  end do
  deallocate(old, now, new)
end function
