// corpus: -std=c++17 levels=O0,O2 clang=14,22
#include <cmath>
#include <complex>
#include <functional>
#include <iostream>
#include <sstream>
#include <valarray>
std::complex<double> root(std::complex<double> z) { return std::sqrt(z) * std::exp(std::complex<double>(0, 1) * z); }
double norm(const std::valarray<double> &v) { return std::sqrt((v * v).sum()); }
std::string show(double x) { std::ostringstream s; s << x << ' ' << std::hex << 42; return s.str(); }
double apply(const std::function<double(double)> &f, double x) { return f(f(x)) + std::lgamma(x); }
int main() { std::cout << apply([](double x) { return std::hypot(x, 1.0); }, 2) << show(3) << '\n'; }
