! complex(8) variables: products, a quotient, a power, abs, aimag and conjg.
function fortran_complex(x, n) result(s) bind(C, name="fortran_complex")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  complex(c_double) :: z, w
  integer :: i
  w = (1d0, 0.5d0)
  do i = 1, n - 1, 2
    z = cmplx(x(i), x(i + 1), c_double)
    w = w * z + conjg(z) / (1d0 + w)
  end do
  s = abs(w) + aimag(w * w) + real(exp(w), c_double)
end function
