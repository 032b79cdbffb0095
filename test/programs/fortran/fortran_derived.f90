! Derived types with components of several kinds, nested, in arrays, and constructors.
function fortran_derived(x, n) result(s) bind(C, name="fortran_derived")
  use iso_c_binding
  implicit none
  type :: vector
    real(c_double) :: c(3)
  end type
  type :: body
    integer :: id
    type(vector) :: at, velocity
    real(c_double) :: mass
    logical :: fixed
  end type
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  type(body) :: bodies(n / 3)
  integer :: i, j
  do i = 1, n / 3
    bodies(i)%id = i
    bodies(i)%at = vector(x(3 * i - 2:3 * i))
    bodies(i)%fixed = mod(i, 2) == 0
    bodies(i)%mass = 2
    if (i == 3) bodies(i)%mass = x(1)
  end do
  s = 0
  do i = 1, n / 3
    do j = 1, i - 1
      if (bodies(i)%fixed .and. bodies(j)%fixed) cycle
      s = s + bodies(i)%mass * bodies(j)%mass / norm(bodies(i)%at, bodies(j)%at)
    end do
    bodies(i)%velocity%c = bodies(i)%at%c * 0.5d0
    s = s + bodies(i)%velocity%c(2) ** 2 * bodies(i)%id
  end do
contains
  function norm(a, b) result(d)
    type(vector), intent(in) :: a, b
    real(c_double) :: d
    integer :: k
    d = 0.01d0
    do k = 1, 3
      d = d + (a%c(k) - b%c(k)) ** 2
    end do
    d = sqrt(d)
  end function
end function
