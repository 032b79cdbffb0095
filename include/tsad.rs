//! What a Rust program says to ask for derivatives. As a module of the crate's root, `#[path = ".../tsad.rs"] mod tsad;`, then
//!
//! ```text
//! tsad::gradient!(f; dup(x.as_ptr(), dx.as_mut_ptr()), constant(x.len()));   // adds the gradient to dx
//! let slope = tsad::derivative!(g; out(2.0));                                 // g'(2)
//! ```
//!
//! `f` is an `extern "C"` function, because the call is one of C: slices are passed as pointers and lengths. Pointers behind `dup` are
//! followed by their shadows; numbers behind `out` have their derivative as the result; `constant` has none. docs/calls.md has the grammar.
#![allow(dead_code, non_upper_case_globals, unused_imports, unused_macros)]

extern "C" {
    /// The gradient of a function without active numbers among its arguments.
    pub fn __tsad_autodiff(function: *const (), ...);
    /// The gradient of a function with one active number among its arguments, whose derivative it gives.
    pub fn __tsad_autodiff_value(function: *const (), ...) -> f64;
    #[link_name = "tsad_dup"]
    pub static dup: i32;
    #[link_name = "tsad_dupnoneed"]
    pub static dupnoneed: i32;
    #[link_name = "tsad_const"]
    pub static constant: i32;
    #[link_name = "tsad_out"]
    pub static out: i32;
}

/// Adds the gradient to the shadows of the arguments.
macro_rules! gradient {
    ($function:expr; $($word:ident($($value:expr),+)),+ $(,)?) => {
        unsafe {
            $crate::tsad::__tsad_autodiff($function as *const (), $($crate::tsad::$word, $($value),+),+)
        }
    };
}

/// As `gradient`, and gives the derivative with respect to the argument that is `out`.
macro_rules! derivative {
    ($function:expr; $($word:ident($($value:expr),+)),+ $(,)?) => {
        unsafe {
            $crate::tsad::__tsad_autodiff_value($function as *const (), $($crate::tsad::$word, $($value),+),+)
        }
    };
}

pub(crate) use {derivative, gradient};
