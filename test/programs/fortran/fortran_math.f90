! The intrinsic functions of one and two arguments, and powers of every kind.
function fortran_math(x, n) result(s) bind(C, name="fortran_math")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  s = sin(x(1)) + cos(x(2)) * tan(x(3)) + exp(x(4)) * log(x(5)) + sqrt(x(6))
  s = s + asin(x(7) / 2) * acos(x(8) / 2) + atan(x(9)) + sinh(x(10)) * cosh(x(11)) + tanh(x(12))
  s = s + atan2(x(13), x(14)) + abs(x(15) - 3) + sign(x(16), -1d0) + x(17) ** 3 + x(18) ** (-2)
  s = s + x(19) ** x(20) + log10(x(21)) + hypot(x(22), x(23)) + erf(x(24)) * gamma(x(25))
  s = s + max(x(26), x(27)) * min(x(28), x(29), x(30)) + mod(x(31), 0.125d0) + bessel_j0(x(32))
end function
