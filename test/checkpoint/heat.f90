! The heat equation in one dimension. Fortran marks a loop by a call with constants.
module heat
contains
subroutine run(first, n, steps, J) bind(C, name="run")
  use iso_c_binding
  integer(c_int64_t), value :: n, steps
  real(8) :: first(100)
  real(8) :: J
  real(8) :: T(100), Tn(100)
  integer(8) :: k, i
  T = first
  do k = 1, steps
    call tsad_checkpoint(3_8, 5_8)
    do i = 2, 99
      Tn(i) = T(i) + 0.5d0 * (T(i-1) - 2*T(i) + T(i+1))
    end do
    Tn(1) = T(1)
    Tn(100) = T(100)
    T = Tn
  end do
  J = sum(T)
end subroutine
end module
