! cshift and eoshift, spread, and a periodic difference scheme written with whole arrays.
function fortran_shifts(x, n) result(s) bind(C, name="fortran_shifts")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, u(n), flux(n)
  integer :: step
  u = x
  do step = 1, 3
    flux = 0.5d0 * u * u
    u = u - 0.1d0 * (cshift(flux, 1) - cshift(flux, n - 1))
  end do
  s = sum(u ** 2) + sum(eoshift(x, 1) * x)
end function
