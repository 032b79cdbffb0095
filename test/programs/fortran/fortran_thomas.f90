! A tridiagonal solver (Thomas) with automatic work arrays, called once for each line of a grid.
module fortran_thomas_mod
  use iso_c_binding
  implicit none
contains
  subroutine thomas(lower, diag, upper, rhs)
    real(c_double), intent(in) :: lower(:), diag(:), upper(:)
    real(c_double), intent(inout) :: rhs(:)
    real(c_double) :: c(size(diag)), d(size(diag))
    integer :: i, n
    n = size(diag)
    c(1) = upper(1) / diag(1)
    d(1) = rhs(1) / diag(1)
    do i = 2, n
      c(i) = upper(i) / (diag(i) - lower(i) * c(i - 1))
      d(i) = (rhs(i) - lower(i) * d(i - 1)) / (diag(i) - lower(i) * c(i - 1))
    end do
    rhs(n) = d(n)
    do i = n - 1, 1, -1
      rhs(i) = d(i) - c(i) * rhs(i + 1)
    end do
  end subroutine
  subroutine fortran_thomas(x, y, n) bind(C, name="fortran_thomas")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double), intent(out) :: y(n)
    real(c_double) :: l(n), d(n), u(n), grid(n, 2)
    integer :: step
    l = -0.2d0 * x
    u = -0.3d0 * x(n:1:-1)
    d = 2 + x * x
    grid(:, 1) = x
    grid(:, 2) = x * x
    do step = 1, 2
      call thomas(l, d, u, grid(:, 1))
      call thomas(u, d, l, grid(:, 2))
    end do
    y = grid(:, 1) + grid(:, 2)
  end subroutine
end module
