! Pointers to targets: a whole array, a section with a stride, a scalar, associated and nullify.
function fortran_pointer(x, n) result(s) bind(C, name="fortran_pointer")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in), target :: x(n)
  real(c_double) :: s
  real(c_double), target :: work(n), total
  real(c_double), pointer :: p(:), q(:), r
  integer :: i
  do i = 1, n
    work(i) = x(i) * x(i)
  end do
  p => work
  q => x(1:n:2)
  r => total
  r = 0
  do i = 1, size(q)
    r = r + p(i) * q(i)
  end do
  p => work(n:1:-1)
  do i = 1, n
    p(i) = p(i) * x(i)
  end do
  s = total * work(1)
  nullify(q)
  if (.not. associated(q)) s = s + work(n)
end function
