! Optional arguments, present, keywords, and passing an optional argument on.
module fortran_optional_mod
  use iso_c_binding
  implicit none
contains
  function norm(v, power, weights) result(r)
    real(c_double), intent(in) :: v(:)
    integer, intent(in), optional :: power
    real(c_double), intent(in), optional :: weights(:)
    real(c_double) :: r, term
    integer :: i, p
    p = 2
    if (present(power)) p = power
    r = 0
    do i = 1, size(v)
      term = abs(v(i)) ** p
      if (present(weights)) term = term * weights(i)
      r = r + term
    end do
  end function
  subroutine report(v, r, weights, best)
    real(c_double), intent(in) :: v(:)
    real(c_double), intent(out) :: r
    real(c_double), intent(in), optional :: weights(:)
    real(c_double), intent(inout), optional :: best
    r = sqrt(norm(v, weights=weights))
    if (present(best)) best = max(best, r)
  end subroutine
  function fortran_optional(x, n) result(s) bind(C, name="fortran_optional")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s, a, b, most
    most = 0.5d0
    call report(x(1:4), a)
    call report(x(5:8), b, weights=x(1:4), best=most)
    s = a * b + most + norm(x, power=3)
  end function
end module
