//! The heat equation in one dimension: two arrays that are swapped.
extern "C" { fn __tsad_checkpoint(schedule: i64, budget: i64); }
#[no_mangle]
pub extern "C" fn run(first: &[f64; 100], steps: i64, j: &mut f64) {
    let mut t = *first;
    let mut tn = [0.0f64; 100];
    for _k in 0..steps {
        unsafe { __tsad_checkpoint(3, 5); }
        for i in 1..99 { tn[i] = t[i] + 0.5 * (t[i - 1] - 2.0 * t[i] + t[i + 1]); }
        tn[0] = t[0]; tn[99] = t[99];
        std::mem::swap(&mut t, &mut tn);
    }
    *j = t.iter().sum();
}
