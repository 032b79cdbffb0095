! An internal procedure as an argument: it brings the variables of its host with it.
module fortran_trampoline_mod
  use iso_c_binding
  implicit none
contains
  function integral(f, a, b) result(q)
    interface
      function f(t) result(v)
        import :: c_double
        real(c_double), intent(in) :: t
        real(c_double) :: v
      end function
    end interface
    real(c_double), intent(in) :: a, b
    real(c_double) :: q
    integer :: i
    q = 0
    do i = 0, 7
      q = q + f(a + (b - a) * (i + 0.5d0) / 8) * (b - a) / 8
    end do
  end function
  function fortran_trampoline(x, n) result(s) bind(C, name="fortran_trampoline")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    s = integral(decay, x(1), x(2))
  contains
    function decay(t) result(v)
      real(c_double), intent(in) :: t
      real(c_double) :: v
      v = exp(-x(3) * t) * x(4)
    end function
  end function
end module
