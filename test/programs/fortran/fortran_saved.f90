! Variables with save and data: a table that is set once, and a local state that a call leaves for itself.
function fortran_saved(x, n) result(s) bind(C, name="fortran_saved")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  real(c_double), save :: nodes(3), weights(3)
  logical, save :: is_set = .false.
  data nodes /-0.7745966692414834d0, 0d0, 0.7745966692414834d0/
  integer :: i, k
  if (.not. is_set) then
    weights = [5d0, 8d0, 5d0] / 9d0
    is_set = .true.
  end if
  s = 0
  do i = 1, n - 1
    do k = 1, 3
      s = s + weights(k) * f(0.5d0 * (x(i) + x(i + 1)) + 0.5d0 * nodes(k) * (x(i + 1) - x(i)))
    end do
  end do
contains
  function f(t) result(v)
    real(c_double), intent(in) :: t
    real(c_double) :: v
    v = t ** 3 * exp(-t)
  end function
end function
