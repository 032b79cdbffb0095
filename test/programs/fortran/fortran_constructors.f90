! Array constructors with implied loops, nested ones, and whole arrays of parameters.
function fortran_constructors(x, n) result(s) bind(C, name="fortran_constructors")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, powers(4), table(6)
  integer :: i, j, k
  real(c_double), parameter :: c(4) = [(1d0 / k, k = 1, 4)]
  powers = [(x(1) ** i, i = 0, 3)]
  table = [((x(i) * x(j + 1), i = 1, 2), j = 1, 3)]
  s = sum(powers * c) + sum([x(2), 2 * x(3), x(4) ** 2] * [1d0, -1d0, 0.5d0]) + table(5) * table(2)
end function
