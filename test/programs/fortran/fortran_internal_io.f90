! Text beside numbers: internal write to a label, list-directed output of derived quantities, and a flag that is read back.
subroutine fortran_internal_io(x, y, n) bind(C, name="fortran_internal_io")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double), intent(out) :: y(n)
  character(len=12) :: label
  integer :: i
  do i = 1, n
    write (label, '(a, i3.3)') "node", i
    if (label(7:7) == "3" .or. label == "node005") then
      y(i) = x(i) ** 3
    else
      y(i) = exp(x(i)) * x(1)
    end if
  end do
end subroutine
