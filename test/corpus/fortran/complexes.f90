! Complex numbers of each kind and their intrinsics.
subroutine roots(a, b, c, z)
  complex(8), intent(in) :: a, b, c
  complex(8), intent(out) :: z(2)
  complex(8) :: d
  d = sqrt(b * b - 4 * a * c)
  z = [(-b + d) / (2 * a), (-b - d) / (2 * a)]
end subroutine
complex(4) function mandel(c, n)
  complex(4), intent(in) :: c
  integer, intent(in) :: n
  integer :: k
  mandel = 0
  do k = 1, n
    mandel = mandel**2 + c
    if (abs(mandel) > 2) exit
  end do
end function
real(8) function parts(z)
  complex(8), intent(in) :: z
  parts = real(z) * aimag(z) + abs(exp(z) - conjg(z)) + real(log(z) * sin(z) / cos(z))
end function
subroutine dft(x, y, n)
  integer, intent(in) :: n
  complex(8), intent(in) :: x(n)
  complex(8), intent(out) :: y(n)
  integer :: j, k
  real(8), parameter :: tau = 6.283185307179586d0
  do k = 1, n
    y(k) = (0, 0)
    do j = 1, n
      y(k) = y(k) + x(j) * exp(cmplx(0, -tau * (j - 1) * (k - 1) / n, 8))
    end do
  end do
end subroutine
