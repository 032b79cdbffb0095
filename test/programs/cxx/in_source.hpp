/* The call grammar, for the programs that ask for their gradient in the source. */
extern int enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out;
template <typename Result, typename... Arguments>
Result __enzyme_autodiff(void *, Arguments...);
