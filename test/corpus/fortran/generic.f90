! Generic interfaces, elemental and pure procedures, submodule-like structure, parameterised kinds, random and bit intrinsics.
module generic
  implicit none
  interface norm
    module procedure norm4, norm8, normz
  end interface
  type stack
    private
    real(8), allocatable :: items(:)
    integer :: top = 0
  contains
    procedure :: push
    procedure :: pop
  end type
contains
  pure real(4) function norm4(x)
    real(4), intent(in) :: x(:)
    norm4 = norm2(x)
  end function
  pure real(8) function norm8(x)
    real(8), intent(in) :: x(:)
    norm8 = sqrt(dot_product(x, x))
  end function
  pure real(8) function normz(x)
    complex(8), intent(in) :: x(:)
    normz = sqrt(sum(real(x * conjg(x), 8)))
  end function
  subroutine push(self, x)
    class(stack), intent(inout) :: self
    real(8), intent(in) :: x
    real(8), allocatable :: bigger(:)
    if (.not. allocated(self%items)) allocate(self%items(4))
    if (self%top == size(self%items)) then
      allocate(bigger(2 * self%top))
      bigger(:self%top) = self%items
      call move_alloc(bigger, self%items)
    end if
    self%top = self%top + 1
    self%items(self%top) = x
  end subroutine
  real(8) function pop(self)
    class(stack), intent(inout) :: self
    if (self%top < 1) stop 'empty'
    pop = self%items(self%top)
    self%top = self%top - 1
  end function
  subroutine histogram(x, bins)
    real(8), intent(in) :: x(:)
    integer, intent(out) :: bins(0:9)
    integer :: i, k
    bins = 0
    do i = 1, size(x)
      k = min(9, max(0, int(x(i) * 10)))
      bins(k) = bins(k) + 1
    end do
    bins = bins * count(x > 0.5d0) + maxloc(x, 1) + merge(1, 0, any(x < 0) .or. all(x > 1))
  end subroutine
end module
