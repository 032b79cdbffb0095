! block and associate constructs, named constants in them, and nested scopes.
function fortran_associate(x, n) result(s) bind(C, name="fortran_associate")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, grid(2, n / 2)
  integer :: i
  grid = reshape(x, [2, n / 2])
  s = 0
  associate (first => grid(1, :), second => grid(2, :), h => 1d0 / n)
    do i = 2, n / 2
      block
        real(c_double) :: slope
        real(c_double), parameter :: factor = 0.75d0
        slope = (first(i) - first(i - 1)) / h
        second(i) = second(i) + factor * slope * first(i)
      end block
    end do
    associate (last => second(n / 2))
      s = sum(second) * last + h
    end associate
  end associate
end function
