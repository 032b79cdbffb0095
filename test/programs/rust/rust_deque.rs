//! A VecDeque as the window of a moving average.
use std::collections::VecDeque;

#[no_mangle]
pub fn rust_deque(x: &[f64]) -> f64 {
    let mut window = VecDeque::with_capacity(4);
    let mut total = 0.0;
    let mut s = 0.0;
    for v in x {
        if window.len() == 3 {
            total -= window.pop_front().unwrap();
        }
        window.push_back(v * v);
        total += v * v;
        s += (total / window.len() as f64).sqrt() * window[0];
    }
    s + window.iter().rev().fold(0.0, |a, v| a * 0.5 + v)
}
