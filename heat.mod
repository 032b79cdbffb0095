!mod$ v1 sum:dbef19c98159357b
!need$ fc1ab5ddb0e0d965 i iso_c_binding
module heat
contains
subroutine run(first,n,steps,j) bind(c,name="run")
real(8)::first(1_8:100_8)
integer(8),value::n
integer(8),value::steps
real(8)::j
end
end
