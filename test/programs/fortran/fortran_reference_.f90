! Everything by reference, as Fortran does without bind(C): the name has an underscore behind it.
subroutine fortran_reference(n, x, y)
  implicit none
  integer, intent(in) :: n
  real(8), intent(in) :: x(n)
  real(8), intent(out) :: y
  real(8) :: scale
  integer :: i
  scale = 1
  y = 0
  do i = 1, n
    call add(x(i), scale, y)
    scale = scale * 0.5d0
  end do
contains
  subroutine add(value, factor, total)
    real(8), intent(in) :: value, factor
    real(8), intent(inout) :: total
    total = total + factor * value ** 2 / (1 + value)
  end subroutine
end subroutine
