//! Output beside active values: a progress line on standard error, behind a flag and behind a condition.
struct Log {
    verbose: bool,
    lines: usize,
}

impl Log {
    fn step(&mut self, i: usize, energy: f64) {
        self.lines += 1;
        if self.verbose || energy > 1e6 {
            eprintln!("step {i:3}: energy {energy:.4}");
        }
    }
}

#[no_mangle]
pub fn rust_print(x: &[f64]) -> f64 {
    let mut log = Log { verbose: false, lines: 0 };
    let mut energy = 0.0;
    for (i, v) in x.iter().enumerate() {
        energy += v * v * 0.5;
        log.step(i, energy);
    }
    energy * log.lines as f64
}
