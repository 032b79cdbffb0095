! Real kinds 4, 8 and 10, integer kinds 1 to 8, logicals, conversions and elemental intrinsics.
elemental real(8) function smooth_step(x)
  real(8), intent(in) :: x
  smooth_step = merge(0d0, merge(1d0, x * x * (3 - 2 * x), x > 1), x < 0)
end function
real(10) function extended(x, k)
  real(10), intent(in) :: x
  integer(8), intent(in) :: k
  extended = x**3 + real(k, 10) / 7
end function
subroutine conversions(r4, r8, i1, i2, i4, i8, l)
  real(4) :: r4
  real(8) :: r8
  integer(1) :: i1
  integer(2) :: i2
  integer(4) :: i4
  integer(8) :: i8
  logical :: l
  r4 = real(r8) + i1
  r8 = dble(r4) * i8
  i1 = int(r8, 1)
  i2 = nint(r4, 2)
  i4 = floor(r8) + ceiling(r4) + mod(i4, 7) + modulo(i4, -3)
  i8 = ishft(int(i4, 8), 3) + popcnt(i8) + ieor(i8, 5_8)
  l = (r4 < r8 .and. i1 /= 3) .or. .not. l .neqv. (i4 == 2)
end subroutine
real(8) function intrinsics(x, y)
  real(8), intent(in) :: x, y
  intrinsics = sin(x) + cos(y) + tan(x) + exp(y) + log(x) + log10(y) + sqrt(x) + atan2(x, y) + abs(y) + sign(x, y) &
    + max(x, y, 1d0) + min(x, y) + mod(x, y) + aint(x) + anint(y) + sinh(x) + tanh(y) + acos(x) + asin(y) + erf(x) &
    + gamma(y) + log_gamma(x) + bessel_j0(y) + hypot(x, y) + x**y + x**3 + y**(-2) + dim(x, y) + fraction(x) + spacing(y)
end function
