! The Fortran of old: assumed-size arrays, increments, labels, goto, arithmetic if, statement functions and EQUIVALENCE.
subroutine fortran_legacy_axpy(n, a, x, incx, y, incy)
  integer n, incx, incy, i, ix, iy
  double precision a, x(*), y(*)
  if (n .le. 0) return
  ix = 1
  iy = 1
  if (incx .lt. 0) ix = (1 - n) * incx + 1
  do 10 i = 1, n
    y(iy) = y(iy) + a * x(ix)
    ix = ix + incx
    iy = iy + incy
10 continue
end
function fortran_legacy(x, n) result(s) bind(C, name="fortran_legacy")
  use iso_c_binding
  integer(c_int), value :: n
  real(c_double) :: x(*), s
  double precision a(4), b(2), c(2), y(8), square, v
  equivalence (a(1), b(1)), (a(3), c(1))
  integer k
  square(v) = v * v + 1
  b(1) = x(1)
  b(2) = square(x(2))
  c(1) = x(3)
  c(2) = a(2) * x(4)
  do 20 k = 1, 8
    y(k) = 0
20 continue
  call fortran_legacy_axpy(4, x(5), a, 1, y, 2)
  call fortran_legacy_axpy(n, x(6), x, -1, y, 1)
  k = 1
  s = 0
30 if (k .gt. 8) goto 50
  if (k - 4) 32, 34, 36
32 s = s + y(k)
  goto 40
34 s = s * y(k)
  goto 40
36 s = s - square(y(k)) * 0.1d0
40 k = k + 1
  goto 30
50 continue
end
