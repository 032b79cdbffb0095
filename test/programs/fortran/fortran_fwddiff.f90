! Forward mode asked for in the source, with the peer's spelling: the derivative in each direction of the axes.
include "../../../include/tsad.f90"
subroutine fortran_fwddiff_model(x, y)
  use iso_c_binding
  implicit none
  real(c_double), intent(in) :: x(4)
  real(c_double), intent(out) :: y
  y = x(1) * sin(x(2)) + exp(x(3) * x(4)) / (1 + x(1) ** 2)
end subroutine
function fortran_fwddiff(x, n) result(s) bind(C, name="fortran_fwddiff")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  external :: fortran_fwddiff_model
  call fortran_fwddiff_model(x, s)
end function
subroutine fortran_fwddiff_grad(x, dx, n) bind(C, name="fortran_fwddiff_grad")
  use iso_c_binding
  use tsad
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(inout) :: dx(n)
  real(c_double) :: direction(n), y, dy
  external :: fortran_fwddiff_model
  integer :: i
  do i = 1, n
    direction = 0
    direction(i) = 1
    call f__enzyme_fwddiff(fortran_fwddiff_model, enzyme_dup, x, direction, enzyme_dup, y, dy)
    dx(i) = dx(i) + dy
  end do
end subroutine
