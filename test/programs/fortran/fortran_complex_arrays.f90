! Arrays of complex numbers: a discrete Fourier transform, the power spectrum, conjg, aimag and abs of arrays.
function fortran_complex_arrays(x, n) result(s) bind(C, name="fortran_complex_arrays")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, power(n)
  complex(c_double) :: f(n), w, z(n)
  integer :: j, k
  do k = 1, n
    f(k) = (0d0, 0d0)
    do j = 1, n
      w = exp(cmplx(0d0, -2 * 3.141592653589793d0 * (j - 1) * (k - 1) / n, c_double))
      f(k) = f(k) + w * x(j)
    end do
  end do
  z = conjg(f) * f(n:1:-1)
  power = real(f) ** 2 + aimag(f) ** 2
  s = 0
  do k = 1, n
    s = s + log(1 + power(k)) + abs(z(k)) * k
  end do
end function
