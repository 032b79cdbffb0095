! Characters, internal files, select case, computed goto, namelists, optional arguments, entry points.
subroutine upper(s)
  character(len=*), intent(inout) :: s
  integer :: i
  do i = 1, len_trim(s)
    select case (s(i:i))
    case ('a':'z')
      s(i:i) = achar(iachar(s(i:i)) - 32)
    case (' ', '-')
      s(i:i) = '_'
    case default
    end select
  end do
end subroutine
function joined(a, b) result(c)
  character(len=*), intent(in) :: a, b
  character(len=:), allocatable :: c
  c = trim(a) // ", " // adjustl(b) // repeat("!", 3)
end function
integer function find(s, t, back)
  character(len=*), intent(in) :: s, t
  logical, optional, intent(in) :: back
  find = index(s, t)
  if (present(back)) then
    if (back) find = scan(s, t, .true.)
  end if
end function
subroutine formatted(x, line)
  real(8), intent(in) :: x
  character(len=40), intent(out) :: line
  integer :: status
  write (line, '(f8.3, a, es12.4)', iostat=status) x, " = ", x
  if (status /= 0) line = "error"
end subroutine
integer function classify(k)
  integer, intent(in) :: k
  if (k) 10, 20, 30
10 classify = -1
  return
20 classify = 0
  return
30 classify = 1
  select case (k)
  case (:0)
    classify = 7
  case (1, 3, 5)
    classify = 8
  case (100:)
    classify = 9
  end select
end function
