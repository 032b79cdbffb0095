! What a Fortran program says to ask for derivatives: `use tsad`, then
!
!     call f__tsad_autodiff(f, x, dx)                      f(x), and its gradient added to dx
!     call f__tsad_autodiff(f, tsad_const, n, tsad_dup, x, dx)
!     call f__tsad_fwddiff(f, x, dx, y, dy)                the derivative in the direction dx
!
! Everything is passed by reference, and real arguments are followed by their shadows; those behind tsad_const have none. What f gives
! through an argument has its seed in the shadow, which is zero afterwards; the result of a function is seeded with 1. The names with
! enzyme in the place of tsad are taken as well. docs/calls.md has the whole grammar.
module tsad
  implicit none
  external :: f__tsad_autodiff, f__tsad_fwddiff
  external :: f__enzyme_autodiff, f__enzyme_fwddiff
  integer :: tsad_const, tsad_dup, tsad_dupnoneed
  integer :: enzyme_const, enzyme_dup, enzyme_dupnoneed
end module
