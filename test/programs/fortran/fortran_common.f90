! A COMMON block that carries active values between procedures, BLOCK DATA, and another view of the block.
subroutine fortran_common_stage(x, n)
  implicit none
  integer :: n, count
  real(8) :: x(n), state, history(8), limit
  common /solver/ state, history, limit, count
  integer :: i
  state = 0
  count = 0
  do i = 1, n
    state = 0.9d0 * state + x(i) * x(i)
    if (state > limit) cycle
    count = count + 1
    history(count) = state * x(1)
  end do
end subroutine
function fortran_common(x, n) result(s) bind(C, name="fortran_common")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double) :: x(n), s
  real(8) :: state, first, rest(7), limit
  integer :: count, i
  common /solver/ state, first, rest, limit, count
  external :: fortran_common_stage
  call fortran_common_stage(x, n)
  s = state * first
  do i = 1, count - 1
    s = s + sqrt(rest(i))
  end do
end function
block data
  implicit none
  real(8) :: state, history(8), limit
  integer :: count
  common /solver/ state, history, limit, count
  data limit /2.5d0/
end block data
