! Variables of a module: constants set by an initializer, work space that is active, and a counter.
module fortran_module_variables_mod
  use iso_c_binding
  implicit none
  real(c_double), parameter :: g = 9.5d0
  real(c_double), save :: damping = 0.1d0
  real(c_double), save :: work(16)
  integer, save :: calls = 0
contains
  subroutine prepare(x, n)
    integer, intent(in) :: n
    real(c_double), intent(in) :: x(n)
    integer :: i
    calls = calls + 1
    do i = 1, n
      work(i) = x(i) * exp(-damping * i)
    end do
  end subroutine
  function energy(n) result(e)
    integer, intent(in) :: n
    real(c_double) :: e
    integer :: i
    e = 0
    do i = 1, n - 1
      e = e + g * work(i) * work(i + 1) + 0.5d0 * work(i) ** 2
    end do
  end function
  function fortran_module_variables(x, n) result(s) bind(C, name="fortran_module_variables")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    call prepare(x, n)
    s = energy(n)
    if (calls < 0) s = -s
  end function
end module
