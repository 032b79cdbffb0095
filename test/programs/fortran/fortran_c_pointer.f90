! Interoperability: c_ptr and c_f_pointer, a function of C's library by its interface, and value arguments.
module fortran_c_pointer_mod
  use iso_c_binding
  implicit none
  interface
    function c_pow(x, y) bind(C, name="pow") result(r)
      import :: c_double
      real(c_double), value :: x, y
      real(c_double) :: r
    end function
  end interface
contains
  function scaled(v, factor) result(r) bind(C)
    real(c_double), value :: v, factor
    real(c_double) :: r
    v = v * factor
    r = v * v
  end function
  function fortran_c_pointer(p, n) result(s) bind(C, name="fortran_c_pointer")
    type(c_ptr), value :: p
    integer(c_int), value :: n
    real(c_double) :: s
    real(c_double), pointer :: x(:), plane(:, :)
    integer :: i
    call c_f_pointer(p, x, [n])
    call c_f_pointer(p, plane, [2, n / 2])
    s = c_pow(x(1), x(2))
    do i = 1, n / 2
      s = s + scaled(plane(1, i), plane(2, i))
    end do
  end function
end module
