! corpus: -fopenmp
! corpus: name=fast -ffast-math -march=haswell levels=O3
! A heat stencil with OpenMP, a loop with contiguous and assumed-shape arguments.
subroutine heat(u, n, steps, alpha)
  integer, intent(in) :: n, steps
  real(8), intent(inout) :: u(n, n)
  real(8), intent(in) :: alpha
  real(8) :: v(n, n)
  integer :: i, j, k
  v = u
  do k = 1, steps
    !$omp parallel do private(i)
    do j = 2, n - 1
      do i = 2, n - 1
        v(i, j) = u(i, j) + alpha * (u(i-1, j) + u(i+1, j) + u(i, j-1) + u(i, j+1) - 4 * u(i, j))
      end do
    end do
    !$omp end parallel do
    u = v
  end do
end subroutine
real(8) function residual(a, x, b) result(r)
  real(8), contiguous, intent(in) :: a(:, :)
  real(8), intent(in) :: x(:), b(:)
  integer :: i
  r = 0
  !$omp parallel do reduction(+:r)
  do i = 1, size(b)
    r = r + (dot_product(a(i, :), x) - b(i))**2
  end do
  r = sqrt(r)
end function
