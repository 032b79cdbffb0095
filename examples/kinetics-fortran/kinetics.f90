! A substance that turns into a second and that into a third, there and back: A <-> B -> C.
module kinetics
  implicit none
  integer, parameter :: species = 3, rates = 3, steps = 200
  real(8), parameter :: time_step = 0.05d0
contains
  ! How fast each concentration changes.
  pure subroutine change(c, k, dc)
    real(8), intent(in) :: c(species), k(rates)
    real(8), intent(out) :: dc(species)
    real(8) :: there, back, on
    there = k(1) * c(1)
    back = k(2) * c(2)
    on = k(3) * c(2)
    dc(1) = back - there
    dc(2) = there - back - on
    dc(3) = on
  end subroutine

  ! One step of the classical method of Runge and Kutta.
  subroutine advance(c, k)
    real(8), intent(inout) :: c(species)
    real(8), intent(in) :: k(rates)
    real(8), dimension(species) :: k1, k2, k3, k4
    call change(c, k, k1)
    call change(c + 0.5d0 * time_step * k1, k, k2)
    call change(c + 0.5d0 * time_step * k2, k, k3)
    call change(c + time_step * k3, k, k4)
    c = c + time_step / 6d0 * (k1 + 2d0 * k2 + 2d0 * k3 + k4)
  end subroutine
end module
