/* What every program computes, under one name and with one signature: the input of tsad. */
#include PROGRAM

#ifdef __cplusplus
extern "C"
#endif
void wrapped(real *in, real *out);
void wrapped(real *in, real *out) { apply(in, out); }
