! Masks: count, any, all, sum and maxval with a mask, pack, and merge of arrays.
function fortran_masks(x, n) result(s) bind(C, name="fortran_masks")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s, y(n)
  logical :: large(n)
  large = x > 0.8d0
  y = merge(x * x, sqrt(x), large)
  s = sum(x, mask=large) * count(large)
  s = s + maxval(y, mask=.not. large) * 2
  if (any(x > 1.3d0) .and. .not. all(large)) s = s + y(1)
  s = s + sum(y)
end function
