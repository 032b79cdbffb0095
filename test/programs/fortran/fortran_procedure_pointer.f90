! Procedure pointers: a variable that points to one of several functions, and a component of a type.
module fortran_procedure_pointer_mod
  use iso_c_binding
  implicit none
  abstract interface
    pure function map(v) result(r)
      import :: c_double
      real(c_double), intent(in) :: v
      real(c_double) :: r
    end function
  end interface
  type :: layer
    real(c_double) :: weight
    procedure(map), pointer, nopass :: activation
  end type
contains
  pure function relu(v) result(r)
    real(c_double), intent(in) :: v
    real(c_double) :: r
    r = max(v, 0.1d0 * v)
  end function
  pure function soft(v) result(r)
    real(c_double), intent(in) :: v
    real(c_double) :: r
    r = log(1 + exp(v))
  end function
  function fortran_procedure_pointer(x, n) result(s) bind(C, name="fortran_procedure_pointer")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    type(layer) :: l
    procedure(map), pointer :: f
    integer :: i
    s = x(1)
    do i = 1, n
      f => soft
      if (mod(i, 3) == 0) f => relu
      l%weight = x(i)
      l%activation => f
      s = l%activation(l%weight * s - 0.5d0) + f(s)
    end do
  end function
end module
