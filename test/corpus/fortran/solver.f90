! A module with state, internal procedures, a common block, do concurrent, an implicit main program.
module solver
  implicit none
  integer, save :: iterations = 0
  real(8) :: tolerance = 1d-10
contains
  subroutine gauss_seidel(a, b, x, n)
    integer, intent(in) :: n
    real(8), intent(in) :: a(n, n), b(n)
    real(8), intent(inout) :: x(n)
    real(8) :: old, change
    integer :: i
    outer: do
      change = 0
      do i = 1, n
        old = x(i)
        x(i) = (b(i) - dot(a(i, :), x) + a(i, i) * old) / a(i, i)
        change = max(change, abs(x(i) - old))
        if (x(i) /= x(i)) exit outer
      end do
      iterations = iterations + 1
      if (change < tolerance .or. iterations > 1000) exit
      if (change > 1d3) cycle outer
    end do outer
  contains
    real(8) function dot(u, v)
      real(8), intent(in) :: u(:), v(:)
      dot = sum(u * v) + 0 * n
    end function
  end subroutine
  recursive integer function fib(n) result(f)
    integer, value :: n
    if (n < 2) then
      f = n
    else
      f = fib(n - 1) + fib(n - 2)
    end if
  end function
  subroutine shared_data(k)
    integer, intent(in) :: k
    real(4) :: common_x(10)
    integer :: common_n
    common /block/ common_x, common_n
    integer :: i
    do concurrent (i = 1:10)
      common_x(i) = real(i * k)
    end do
    common_n = k
  end subroutine
end module
program main
  use solver
  implicit none
  real(8) :: a(3, 3) = reshape([4d0, 1d0, 0d0, 1d0, 4d0, 1d0, 0d0, 1d0, 4d0], [3, 3]), b(3) = [1d0, 2d0, 3d0], x(3)
  x = 0
  call gauss_seidel(a, b, x, 3)
  print '(3f10.6, i5)', x, iterations
  write (*, *) "fib", fib(10)
end program
