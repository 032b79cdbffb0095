// Templates of the grammar, by value and by reference; structs in pieces; a call that may throw; a lambda through a wrapper.
#include <cstdio>
extern int enzyme_const, enzyme_dup, enzyme_out;
template<typename R, typename... T> R __enzyme_autodiff(void*, T...);
template<typename R, typename... T> R __enzyme_autodiff_ref(T&&...);
struct P { double a, b; };
struct S { const double* p; long n; };
static double sq(double x){ return x*x; }
static double ps(P p){ return p.a*p.b; }
static double sum(S s){ double r=0; for(long i=0;i<s.n;i++) r+=s.p[i]*s.p[i]; return r; }
static double viaref(const double& x){ return x*x*x; }
static double ptr(const double* x, double y){ return x[0]*y; }
struct G { ~G(){ std::puts("0"); } };
template<class F> static double wrap(F f, double x){ return __enzyme_autodiff<double>((void*)+f, x); }
int main(){
  G g;
  std::printf("%g\n", __enzyme_autodiff<double>((void*)sq, 3.0));
  P d = __enzyme_autodiff<P>((void*)ps, P{2,3}); std::printf("%g %g\n", d.a, d.b);
  double x[2]={1,2}, dx[2]={0,0}; S s{x,2}, ds{dx,2};
  __enzyme_autodiff<void>((void*)sum, enzyme_dup, s, ds); std::printf("%g %g\n", dx[0], dx[1]);
  double (*f)(double)=sq; double v=3;
  std::printf("%g\n", __enzyme_autodiff_ref<double>(f, v));
  std::printf("%g\n", __enzyme_autodiff_ref<double>(sq, enzyme_out, v));
  double dv=0; __enzyme_autodiff_ref<void>(viaref, enzyme_dup, v, dv); std::printf("%g\n", dv);
  double* px=x; double* pdx=dx; dx[0]=0;
  double by_y = __enzyme_autodiff_ref<double>(ptr, enzyme_dup, px, pdx, v);
  std::printf("%g %g\n", by_y, dx[0]);
  std::printf("%g\n", wrap([](double y){return y*y*y;}, 2.0));
}
