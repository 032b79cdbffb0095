/** Programs for the compiler commands: each prints a derivative and what it must be. */

/** One file, one gradient: of x sin x. */
export const oneFile = `#include <stdio.h>
#include <math.h>
double __enzyme_autodiff(void *, double);
static double f(double x) { return x * sin(x); }
int main(void) {
  printf("%.9f %.9f\\n", __enzyme_autodiff((void *)f, 1.5), sin(1.5) + 1.5 * cos(1.5));
  return 0;
}
`;

/** The same in C++, with the call in a header and its name in a macro: no text of the source has it. */
export const hidden = {
  "call.hpp": `#pragma once
#define ASK(prefix, what) prefix##what
template <class... A> double ASK(__enz, yme_autodiff)(void *, A...);
template <class F> double slope(F *f, double x) {
  return ASK(__enz, yme_autodiff)<double>((void *)f, x);
}
`,
  "main.cpp": `#include <cmath>
#include <cstdio>
#include "call.hpp"
static double f(double x) { return x * std::sin(x); }
int main() {
  std::printf("%.9f %.9f\\n", slope(f, 1.5), std::sin(1.5) + 1.5 * std::cos(1.5));
}
`,
};

/** A function in a file of its own, which calls one in a third. */
export const threeFiles = {
  "main.c": oneFile.replace(
    "static double f(double x) { return x * sin(x); }",
    "double f(double);",
  ),
  "f.c": "double h(double);\nint calls;\ndouble f(double x) { calls++; return x * h(x); }\n",
  "h.c": "#include <math.h>\ndouble h(double x) { return sin(x); }\n",
  "other.c": "int other(void) { return 42; }\n",
};

/** A virtual function, and one behind a pointer, of which others know nothing: they come in by a table and by an object. */
export const pointers = {
  "shape.hpp": `struct Shape {
  virtual double area(double side) const;
  virtual ~Shape() {}
};
Shape *make(int kind);
extern double (*const table[2])(double);
`,
  "main.cpp": `#include "shape.hpp"
#include <cmath>
#include <cstdio>
extern int enzyme_const, enzyme_out;
double __enzyme_autodiff(void *, ...);
double Shape::area(double side) const { return side; }
double f(const Shape *shape, int which, double x) { return shape->area(x) * table[which](x); }
int main(int count, char **) {
  const double slope = __enzyme_autodiff((void *)f, enzyme_const, make(count), enzyme_const, count, enzyme_out, 1.5);
  std::printf("%.9f %.9f\\n", slope, std::sin(1.5) + 1.5 * std::cos(1.5));
}
`,
  "line.cpp": `#include "shape.hpp"
#include <cmath>
namespace {
struct Line : Shape {
  double area(double side) const override { return side * 0.5; }
};
double zero(double) { return 0; }
double twice(double x) { return 2 * std::sin(x); }
} // namespace
Shape *make(int kind) { return kind == 1 ? new Line : new Shape; }
double (*const table[2])(double) = {zero, twice};
`,
};

/** Fortran by the field's own spelling, everything by reference. */
export const fortran = `subroutine f(x, y)
  real(8) :: x, y
  y = x * sin(x)
end subroutine
program main
  external :: f
  real(8) :: x, dx, y, dy
  x = 1.5d0; dx = 0; dy = 1
  call f__enzyme_autodiff(f, x, dx, y, dy)
  print '(f0.9, 1x, f0.9)', dx, sin(1.5d0) + 1.5d0 * cos(1.5d0)
end program
`;

/** Two crates, of which one holds what the other differentiates. */
export const rust = {
  "model.rs": "pub fn f(x: f64) -> f64 { x * x.sin() }\n",
  "main.rs": `extern "C" { fn __enzyme_autodiff(f: *const u8, ...) -> f64; }
extern "C" fn f(x: f64) -> f64 { model::f(x) }
fn main() {
    let slope = unsafe { __enzyme_autodiff(f as *const u8, 1.5f64) };
    println!("{:.9} {:.9}", slope, 1.5f64.sin() + 1.5 * 1.5f64.cos());
}
`,
};

/** What all of them print. */
export const expected = "1.103600789 1.103600789";
