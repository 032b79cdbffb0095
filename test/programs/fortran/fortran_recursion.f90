! Recursive functions: adaptive quadrature of a function with a parameter, and a product by halves.
module fortran_recursion_mod
  use iso_c_binding
  implicit none
contains
  recursive function quadrature(a, b, p, depth) result(q)
    real(c_double), intent(in) :: a, b, p
    integer, intent(in) :: depth
    real(c_double) :: q, m, whole, halves
    m = (a + b) / 2
    whole = (b - a) * f(m, p)
    halves = (b - a) / 2 * (f((a + m) / 2, p) + f((m + b) / 2, p))
    if (depth <= 0 .or. abs(whole - halves) < 1d-3) then
      q = halves + (halves - whole) / 3
    else
      q = quadrature(a, m, p, depth - 1) + quadrature(m, b, p, depth - 1)
    end if
  end function
  pure function f(t, p) result(v)
    real(c_double), intent(in) :: t, p
    real(c_double) :: v
    v = exp(-p * t * t)
  end function
  recursive function product_of(x) result(p)
    real(c_double), intent(in) :: x(:)
    real(c_double) :: p
    integer :: n
    n = size(x)
    if (n == 1) then
      p = x(1)
    else
      p = product_of(x(:n / 2)) * product_of(x(n / 2 + 1:))
    end if
  end function
  function fortran_recursion(x, n) result(s) bind(C, name="fortran_recursion")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    s = quadrature(0d0, x(1), x(2), 6) + product_of(x(3:n))
  end function
end module
