//! Finds the rates of predators and prey from how many were counted, along the gradient of `misfit` in the other crate.

use predator::{misfit, simulate, Rates};

extern "C" {
    fn __enzyme_autodiff(function: *const (), ...);
    static enzyme_dup: i32;
    static enzyme_const: i32;
}

/// `misfit` with slices as pointers and lengths, which a call of C can pass.
extern "C" fn flat(values: *const f64, count: usize, counted: *const f64, length: usize) -> f64 {
    let (values, counted) =
        unsafe { (std::slice::from_raw_parts(values, count), std::slice::from_raw_parts(counted, length)) };
    misfit(values, counted)
}

fn gradient(values: &[f64], counted: &[f64]) -> Vec<f64> {
    let mut slope = vec![0.0; values.len()];
    unsafe {
        __enzyme_autodiff(
            flat as *const (),
            enzyme_dup, values.as_ptr(), slope.as_mut_ptr(),
            enzyme_const, values.len(),
            enzyme_const, counted.as_ptr(),
            enzyme_const, counted.len(),
        );
    }
    slope
}

/// The largest difference between the gradient and central differences, relative to the gradient where that is large.
fn error_of_gradient(values: &[f64], counted: &[f64]) -> f64 {
    let slope = gradient(values, counted);
    let at = |i: usize, by: f64| {
        let mut moved = values.to_vec();
        moved[i] += by;
        misfit(&moved, counted)
    };
    (0..values.len())
        .map(|i| (slope[i] - (at(i, 1e-5) - at(i, -1e-5)) / 2e-5).abs() / slope[i].abs().max(1.0))
        .fold(0.0, f64::max)
}

fn main() {
    let truth = Rates { birth: 1.1, eaten: 0.9, growth: 0.8, death: 0.7 };
    let counted: Vec<f64> = simulate(&truth, 300).into_iter().flatten().collect();
    let mut values = vec![0.8, 0.6, 0.6, 1.0];

    let error = error_of_gradient(&values, &counted);
    println!("gradient against differences: off by {error:.1e} at most");
    assert!(error < 1e-7);

    let (mut left, mut length) = (misfit(&values, &counted), 1e-4);
    for _ in 0..5000 {
        let slope = gradient(&values, &counted);
        let next: Vec<f64> = values.iter().zip(&slope).map(|(v, s)| v - length * s).collect();
        let after = misfit(&next, &counted);
        if after < left {
            (values, left) = (next, after);
            length *= 1.2;
        } else {
            length *= 0.5;
        }
    }
    println!("rates found: {values:.3?}");
    println!("true rates:  [1.100, 0.900, 0.800, 0.700]");
    let wanted = [truth.birth, truth.eaten, truth.growth, truth.death];
    assert!(values.iter().zip(wanted).all(|(v, w)| (v - w).abs() < 5e-3), "misfit left: {left:e}");
}
