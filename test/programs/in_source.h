/* The call grammar, for the programs that ask for their gradient in the source. */
extern int enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out;
extern int enzyme_width, enzyme_dupv, enzyme_noret, enzyme_primal_return, enzyme_const_return;
extern int enzyme_runtime_activity, enzyme_strong_zero, enzyme_nofree, enzyme_tape, enzyme_allocated;
