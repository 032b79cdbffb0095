//! Bodies that attract one another: structs with arrays in a Vec, split_at_mut for pairs, and a leapfrog step.
#[derive(Clone, Default)]
struct Body {
    at: [f64; 2],
    velocity: [f64; 2],
    mass: f64,
}

fn attract(a: &mut Body, b: &mut Body, dt: f64) {
    let d: Vec<f64> = a.at.iter().zip(&b.at).map(|(p, q)| q - p).collect();
    let r2 = d.iter().map(|v| v * v).sum::<f64>() + 0.05;
    let f = dt / (r2 * r2.sqrt());
    for k in 0..2 {
        a.velocity[k] += f * b.mass * d[k];
        b.velocity[k] -= f * a.mass * d[k];
    }
}

#[no_mangle]
pub fn rust_bodies(x: &[f64]) -> f64 {
    let mut bodies = vec![Body::default(); 3];
    for (i, body) in bodies.iter_mut().enumerate() {
        body.at.copy_from_slice(&x[3 * i..3 * i + 2]);
        body.mass = x[3 * i + 2];
    }
    for _ in 0..3 {
        for i in 1..bodies.len() {
            let (low, high) = bodies.split_at_mut(i);
            for other in low {
                attract(&mut high[0], other, 0.1);
            }
        }
        for Body { at, velocity, .. } in &mut bodies {
            at[0] += 0.1 * velocity[0];
            at[1] += 0.1 * velocity[1];
        }
    }
    bodies.iter().map(|b| b.mass * (b.at[0] * b.at[0] + b.at[1])).sum()
}
