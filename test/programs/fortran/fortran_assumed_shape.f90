! Assumed-shape arguments: a module procedure that is given whole arrays, sections and sections with strides.
module fortran_assumed_shape_mod
  use iso_c_binding
  implicit none
contains
  subroutine smooth(a, b, weight)
    real(c_double), intent(in) :: a(:)
    real(c_double), intent(out) :: b(:)
    real(c_double), intent(in) :: weight
    integer :: i, n
    n = size(a)
    b(1) = a(1)
    b(n) = a(n)
    do i = 2, n - 1
      b(i) = weight * a(i) ** 2 + (1 - weight) * (a(i - 1) + a(i + 1))
    end do
  end subroutine
  subroutine blend(a, b)
    real(c_double), intent(in) :: a(:)
    real(c_double), intent(inout) :: b(:)
    integer :: i
    do i = 2, size(a) - 1
      b(i) = b(i) + 0.5d0 * a(i - 1) * a(i + 1)
    end do
  end subroutine
  function fortran_assumed_shape(x, n) result(s) bind(C, name="fortran_assumed_shape")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s, y(n), z(n)
    z = 0
    call smooth(x, y, 0.25d0)
    call blend(y(2:n - 1), z(1:n - 2))
    call smooth(x(1:n:2), z(n:1:-2), x(2))
    s = sum(y * z) + z(n) * z(1)
  end function
end module
