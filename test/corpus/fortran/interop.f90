! Binding to C: structures, pointers, procedure pointers, assumed size, value arguments.
module interop
  use iso_c_binding
  implicit none
  type, bind(c) :: point
    real(c_double) :: x, y
    integer(c_int) :: id
  end type
  integer(c_int), bind(c, name="shared_counter") :: counter = 3
  abstract interface
    real(c_double) function callback(x, data) bind(c)
      import c_double, c_ptr
      real(c_double), value :: x
      type(c_ptr), value :: data
    end function
  end interface
  interface
    subroutine c_free(p) bind(c, name="free")
      import c_ptr
      type(c_ptr), value :: p
    end subroutine
  end interface
contains
  real(c_double) function integrate(f, a, b, data) bind(c)
    type(c_funptr), value :: f
    real(c_double), value :: a, b
    type(c_ptr), value :: data
    procedure(callback), pointer :: g
    integer :: i
    call c_f_procpointer(f, g)
    integrate = 0
    do i = 0, 99
      integrate = integrate + g(a + (b - a) * (i + 0.5d0) / 100, data) * (b - a) / 100
    end do
  end function
  subroutine move(p, n) bind(c)
    integer(c_int), value :: n
    type(point), intent(inout) :: p(*)
    integer :: i
    do i = 1, n
      p(i)%x = p(i)%x + p(i)%y
      p(i)%id = counter
    end do
  end subroutine
  subroutine release(p) bind(c)
    type(c_ptr), value :: p
    real(c_double), pointer :: v(:)
    if (c_associated(p)) then
      call c_f_pointer(p, v, [4])
      v = 0
      call c_free(p)
    end if
  end subroutine
end module
