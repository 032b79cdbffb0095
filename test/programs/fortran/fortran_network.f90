! A small network: matmul, tanh of arrays, a loss with a mask, and weights that are cut out of one vector by reshape.
function fortran_network(x, n) result(loss) bind(C, name="fortran_network")
  use iso_c_binding
  implicit none
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: loss
  real(c_double) :: w1(3, 2), b1(3), w2(1, 3), hidden(3, 4), output(1, 4)
  real(c_double), parameter :: inputs(2, 4) = reshape([0d0, 0d0, 0d0, 1d0, 1d0, 0d0, 1d0, 1d0], [2, 4])
  real(c_double), parameter :: targets(4) = [0d0, 1d0, 1d0, 0d0]
  integer :: j
  w1 = reshape(x(1:6), [3, 2])
  b1 = x(7:9)
  w2 = reshape(x(10:12), [1, 3])
  hidden = tanh(matmul(w1, inputs) + spread(b1, 2, 4))
  output = matmul(w2, hidden)
  loss = 0
  do j = 1, 4
    loss = loss + (output(1, j) - targets(j)) ** 2
  end do
end function
