! A type with allocatable components: a matrix that is made, multiplied and given back.
module fortran_allocatable_component_mod
  use iso_c_binding
  implicit none
  type :: matrix
    integer :: rows, columns
    real(c_double), allocatable :: values(:, :)
  end type
contains
  subroutine make(m, rows, columns)
    type(matrix), intent(out) :: m
    integer, intent(in) :: rows, columns
    m%rows = rows
    m%columns = columns
    allocate(m%values(rows, columns))
    m%values = 0
  end subroutine
  subroutine multiply(a, b, c)
    type(matrix), intent(in) :: a, b
    type(matrix), intent(inout) :: c
    integer :: i, j, k
    do j = 1, b%columns
      do k = 1, a%columns
        do i = 1, a%rows
          c%values(i, j) = c%values(i, j) + a%values(i, k) * b%values(k, j)
        end do
      end do
    end do
  end subroutine
  function fortran_allocatable_component(x, n) result(s) bind(C, name="fortran_allocatable_component")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(matrix) :: a, b, c
    integer :: i
    call make(a, 2, 3)
    call make(b, 3, 2)
    call make(c, 2, 2)
    do i = 1, 6
      a%values(mod(i - 1, 2) + 1, (i + 1) / 2) = x(i)
      b%values(mod(i - 1, 3) + 1, (i + 2) / 3) = x(i) * x(n)
    end do
    call multiply(a, b, c)
    s = c%values(1, 1) * c%values(2, 2) - c%values(1, 2) * c%values(2, 1)
    deallocate(a%values, b%values, c%values)
  end function
end module
