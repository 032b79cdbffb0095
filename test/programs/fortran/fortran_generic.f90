! A generic interface over single and double precision and ranks, and conversions between kinds.
module fortran_generic_mod
  use iso_c_binding
  implicit none
  interface energy
    module procedure energy_single, energy_double, energy_plane
  end interface
contains
  pure function energy_single(v) result(e)
    real(c_float), intent(in) :: v(:)
    real(c_float) :: e
    integer :: i
    e = 0
    do i = 1, size(v)
      e = e + v(i) * v(i)
    end do
  end function
  pure function energy_double(v) result(e)
    real(c_double), intent(in) :: v(:)
    real(c_double) :: e
    integer :: i
    e = 0
    do i = 1, size(v)
      e = e + v(i) ** 2 / i
    end do
  end function
  pure function energy_plane(v) result(e)
    real(c_double), intent(in) :: v(:, :)
    real(c_double) :: e
    integer :: j
    e = 0
    do j = 1, size(v, 2)
      e = e + sqrt(energy_double(v(:, j)))
    end do
  end function
  function fortran_generic(x, n) result(s) bind(C, name="fortran_generic")
    integer(c_int), value :: n
    real(c_float), intent(in) :: x(n)
    real(c_float) :: s
    real(c_double) :: wide(2, n / 2)
    integer :: i
    do i = 1, n
      wide(mod(i - 1, 2) + 1, (i - 1) / 2 + 1) = x(i)
    end do
    s = energy(x) * real(energy(wide), c_float) + real(energy(wide(1, :)), c_float)
  end function
end module
