! A gradient asked for in the source, by the module of include/tsad.f90.
include "../../../include/tsad.f90"
module fortran_autodiff_mod
  use iso_c_binding
  implicit none
contains
  function model(x, n) result(s)
    integer, intent(in) :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    integer :: i
    s = 0
    do i = 1, n - 1
      s = s + 100 * (x(i + 1) - x(i) ** 2) ** 2 + (1 - x(i)) ** 2
    end do
  end function
  function fortran_autodiff(x, n) result(s) bind(C, name="fortran_autodiff")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    s = model(x, n)
  end function
  subroutine fortran_autodiff_grad(x, dx, n) bind(C, name="fortran_autodiff_grad")
    use tsad
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double), intent(inout) :: dx(n)
    call f__tsad_autodiff(model, tsad_dup, x, dx, tsad_const, n)
  end subroutine
end module
