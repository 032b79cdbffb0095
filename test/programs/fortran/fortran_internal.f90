! Internal procedures that read and change variables of their host, one of them given to another procedure.
function fortran_internal(x, n) result(s) bind(C, name="fortran_internal")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, total, factors(3)
  integer :: i
  total = 0
  factors = [1d0, 0.5d0, x(1)]
  do i = 1, n
    call accumulate(x(i), i)
  end do
  s = total * weighted(2) + weighted(3)
contains
  subroutine accumulate(v, i)
    real(c_double), intent(in) :: v
    integer, intent(in) :: i
    total = total + v * factors(mod(i, 3) + 1)
    if (mod(i, 4) == 0) factors(2) = factors(2) * v
  end subroutine
  function weighted(k) result(w)
    integer, intent(in) :: k
    real(c_double) :: w
    w = factors(k) * sin(total)
  end function
end function
