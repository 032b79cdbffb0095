! Finds the rates of a reaction from measured concentrations, along the gradient of misfit(), which stands in misfit.f90 and
! calls what stands in kinetics.f90.
program main
  use kinetics
  implicit none
  real(8) :: truth(rates), logs(rates), slope(rates), moved(rates), measured(species, steps)
  real(8) :: total, next, error, above, below, length
  integer :: i, step
  real(8), parameter :: shift = 1d-5

  truth = log([0.8d0, 0.2d0, 0.5d0])
  call measure(exp(truth), measured)
  logs = log([0.3d0, 0.3d0, 0.3d0])

  call slope_at(logs, slope)
  error = 0d0
  do i = 1, rates
    moved = logs
    moved(i) = logs(i) + shift
    call misfit(moved, measured, above)
    moved(i) = logs(i) - shift
    call misfit(moved, measured, below)
    error = max(error, abs(slope(i) - (above - below) / (2d0 * shift)))
  end do
  print '(a, es7.1, a)', 'gradient against differences: off by ', error, ' at most'
  if (error > 1d-7) stop 1

  call misfit(logs, measured, total)
  length = 1d-2
  do step = 1, 2000
    call slope_at(logs, slope)
    call misfit(logs - length * slope, measured, next)
    if (next < total) then
      logs = logs - length * slope
      total = next
      length = length * 1.2d0
    else
      length = length * 0.5d0
    end if
  end do
  print '(a, 3f8.4)', 'rates found: ', exp(logs)
  print '(a, 3f8.4)', 'true rates:  ', exp(truth)
  if (maxval(abs(exp(logs) - exp(truth))) > 1d-4) stop 1
contains
  subroutine slope_at(at, result)
    real(8), intent(in) :: at(rates)
    real(8), intent(out) :: result(rates)
    real(8) :: total, seed, none(species, steps)
    external :: misfit, f__enzyme_autodiff
    total = 0d0
    seed = 1d0
    result = 0d0
    none = 0d0
    call f__enzyme_autodiff(misfit, at, result, measured, none, total, seed)
  end subroutine

  subroutine measure(k, all)
    real(8), intent(in) :: k(rates)
    real(8), intent(out) :: all(species, steps)
    real(8) :: c(species)
    integer :: step
    c = [1d0, 0d0, 0d0]
    do step = 1, steps
      call advance(c, k)
      all(:, step) = c
    end do
  end subroutine
end program
