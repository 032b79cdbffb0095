! A linked list of derived types with a pointer to the next, built and walked.
function fortran_linked_list(x, n) result(s) bind(C, name="fortran_linked_list")
  use iso_c_binding
  implicit none
  type :: node
    real(c_double) :: value
    type(node), pointer :: next
  end type
  integer(c_int), value :: n
  real(c_double), intent(in) :: x(n)
  real(c_double) :: s
  type(node), pointer :: head, made
  integer :: i
  nullify(head)
  do i = 1, n
    allocate(made)
    made%value = x(i) * i
    made%next => head
    head => made
  end do
  s = 1
  do while (associated(head))
    s = s * 0.5d0 + head%value * s
    made => head%next
    deallocate(head)
    head => made
  end do
end function
