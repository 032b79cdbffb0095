! Whole-array arithmetic, sections, allocatables, pointers, intrinsics on arrays.
module arrays
  implicit none
  real(8), parameter :: weights(5) = [0.1d0, 0.2d0, 0.4d0, 0.2d0, 0.1d0]
  real(8), allocatable :: saved(:, :)
contains
  subroutine smooth(x, y)
    real(8), intent(in) :: x(:)
    real(8), intent(out) :: y(:)
    integer :: i
    y = x
    do i = 3, size(x) - 2
      y(i) = sum(weights * x(i-2:i+2))
    end do
    where (y < 0) y = -y
  end subroutine
  function outer(a, b) result(c)
    real(8), intent(in) :: a(:), b(:)
    real(8) :: c(size(a), size(b))
    integer :: i, j
    forall (i = 1:size(a), j = 1:size(b)) c(i, j) = a(i) * b(j)
  end function
  real(8) function norms(m)
    real(8), intent(in) :: m(:, :)
    norms = maxval(sum(abs(m), dim=1)) + sqrt(sum(m**2)) + dot_product(m(:, 1), m(1, :)) + product(m(2, :))
  end function
  subroutine keep(n)
    integer, intent(in) :: n
    if (allocated(saved)) deallocate(saved)
    allocate(saved(n, n), source=1.5d0)
    saved(:, ::2) = transpose(saved(::2, :))
    saved = matmul(saved, saved)
  end subroutine
  subroutine rows(a, p)
    real(8), target, intent(inout) :: a(:, :)
    real(8), pointer, intent(out) :: p(:)
    p => a(2, :)
    p = p + 1
    a = cshift(a, 1, dim=2)
    a = reshape(pack(a, a > 0, spread(0d0, 1, size(a))), shape(a))
  end subroutine
end module
