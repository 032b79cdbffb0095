! Two buffers of a solver in time, exchanged by move_alloc.
function fortran_move_alloc(x, n) result(s) bind(C, name="fortran_move_alloc")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), allocatable :: now(:), next(:), spare(:)
  integer :: i, step
  allocate(now(n), next(n))
  do i = 1, n
    now(i) = x(i)
  end do
  do step = 1, 3
    next(1) = now(1)
    next(n) = now(n)
    do i = 2, n - 1
      next(i) = now(i) + 0.2d0 * now(i) * (now(i + 1) - 2 * now(i) + now(i - 1))
    end do
    call move_alloc(now, spare)
    call move_alloc(next, now)
    call move_alloc(spare, next)
  end do
  s = 0
  do i = 1, n
    s = s + now(i) ** 2
  end do
end function
