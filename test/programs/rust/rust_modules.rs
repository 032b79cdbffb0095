//! Nested modules, constants, statics, functions of crates' private visibility, and use with renaming.
mod physics {
    pub const GRAVITY: f64 = 9.5;
    pub(crate) static LIMITS: [f64; 2] = [0.3, 1.2];

    pub mod drag {
        use super::GRAVITY;

        pub fn force(v: f64, area: f64) -> f64 {
            0.5 * super::density(v) * v * v * area / GRAVITY
        }
    }

    fn density(v: f64) -> f64 {
        if v > LIMITS[1] { 1.1 } else { 1.0 + 0.1 * v }
    }

    #[inline(never)]
    pub fn step(v: f64, area: f64, dt: f64) -> f64 {
        v + dt * (GRAVITY * 0.1 - drag::force(v, area))
    }
}

use physics::step as advance;

#[no_mangle]
pub fn rust_modules(x: &[f64]) -> f64 {
    let mut v = x[0];
    for area in &x[1..] {
        v = advance(v, *area, 0.1);
        if v < physics::LIMITS[0] {
            break;
        }
    }
    v * v
}
