! Character arguments beside active ones: select case on a string, trim, len, concatenation and index.
module fortran_character_mod
  use iso_c_binding
  implicit none
contains
  function activate(name, v) result(r)
    character(len=*), intent(in) :: name
    real(c_double), intent(in) :: v
    real(c_double) :: r
    select case (name)
    case ("tanh")
      r = tanh(v)
    case ("square", "quad")
      r = v * v
    case default
      r = v * len_trim(name)
    end select
  end function
  function fortran_character(x, n) result(s) bind(C, name="fortran_character")
    integer(c_int), value :: n
    real(c_double), intent(in) :: x(n)
    real(c_double) :: s
    character(len=8) :: names(3)
    character(len=16) :: full
    integer :: i
    names = [character(len=8) :: "tanh", "quad", "linear"]
    s = 0
    do i = 1, n
      s = s + activate(names(mod(i, 3) + 1), x(i))
    end do
    full = trim(names(1)) // "-" // names(3)
    if (index(full, "-lin") > 0) s = s * x(1)
    if (full(1:4) == "tanh") s = s + activate("square", x(2))
  end function
end module
