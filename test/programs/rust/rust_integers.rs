//! Integers beside floats: casts both ways, wrapping and checked arithmetic, shifts, remainders, and a table that floats look up.
const TABLE: [f64; 8] = [0.0, 0.5, 0.9, 1.2, 1.4, 1.5, 1.55, 1.6];

fn interpolate(v: f64) -> f64 {
    let place = v * 4.0;
    let i = (place as usize).min(TABLE.len() - 2);
    let t = place - i as f64;
    TABLE[i] * (1.0 - t) + TABLE[i + 1] * t
}

#[no_mangle]
pub fn rust_integers(x: &[f64]) -> f64 {
    let mut seed: u32 = 12345;
    let mut s = 0.0;
    for v in x {
        seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
        let noise = (seed >> 8) as f64 / (1u32 << 24) as f64;
        let weight = u64::from(seed).checked_rem(7).unwrap_or(0) as i32 - 3;
        s += interpolate(*v) * noise + f64::from(weight) * v * v;
    }
    s * (x.len() as f32 as f64).sqrt()
}
