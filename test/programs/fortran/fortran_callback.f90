! Procedures as arguments: an abstract interface, and module procedures given to an integrator.
module fortran_callback_mod
  use iso_c_binding
  implicit none
  real(c_double), save :: prey, predators
  abstract interface
    function rhs(t, y) result(dy)
      import :: c_double
      real(c_double), intent(in) :: t, y(2)
      real(c_double) :: dy(2)
    end function
  end interface
contains
  function rk4(f, y0, h, steps) result(y)
    procedure(rhs) :: f
    real(c_double), intent(in) :: y0(2), h
    integer, intent(in) :: steps
    real(c_double) :: y(2), k1(2), k2(2), k3(2), k4(2)
    integer :: i
    y = y0
    do i = 0, steps - 1
      k1 = f(i * h, y)
      k2 = f(i * h + h / 2, y + h / 2 * k1)
      k3 = f(i * h + h / 2, y + h / 2 * k2)
      k4 = f(i * h + h, y + h * k3)
      y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    end do
  end function
  function pendulum(t, y) result(dy)
    real(c_double), intent(in) :: t, y(2)
    real(c_double) :: dy(2)
    dy = [y(2), -sin(y(1)) - 0.1d0 * t * y(2)]
  end function
  function lotka(t, y) result(dy)
    real(c_double), intent(in) :: t, y(2)
    real(c_double) :: dy(2)
    dy(1) = y(1) * (prey - y(2))
    dy(2) = y(2) * (y(1) - predators) + 0 * t
  end function
  function fortran_callback(x, n) result(s) bind(C, name="fortran_callback")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s, a(2), b(2)
    prey = x(6)
    predators = x(7)
    a = rk4(pendulum, x(1:2), 0.1d0, 5)
    b = rk4(lotka, x(3:4), x(5) / 10, 4)
    s = dot_product(a, b)
  end function
end module
