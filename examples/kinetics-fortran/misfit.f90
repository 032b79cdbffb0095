! Half the sum of squares by which the concentrations miss those measured; rates are given by their logarithms.
subroutine misfit(logs, measured, total)
  use kinetics
  implicit none
  real(8), intent(in) :: logs(rates), measured(species, steps)
  real(8), intent(out) :: total
  real(8) :: c(species), k(rates)
  integer :: step
  k = exp(logs)
  c = [1d0, 0d0, 0d0]
  total = 0d0
  do step = 1, steps
    call advance(c, k)
    total = total + 0.5d0 * sum((c - measured(:, step))**2)
  end do
end subroutine
