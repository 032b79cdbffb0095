//! Destructors: a guard that writes when it goes out of scope, early returns past it, and mem::forget.
struct Guard<'a> {
    total: &'a mut f64,
    amount: f64,
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        *self.total += self.amount * self.amount;
    }
}

fn scoped(total: &mut f64, v: f64, i: usize) -> f64 {
    let guard = Guard { total, amount: v };
    if i % 3 == 0 {
        return guard.amount.sin();
    }
    if i % 3 == 1 {
        let amount = guard.amount;
        std::mem::forget(guard);
        return amount * 0.5;
    }
    guard.amount.exp()
}

#[no_mangle]
pub fn rust_drop(x: &[f64]) -> f64 {
    let mut total = 1.0;
    let mut s = 0.0;
    for (i, v) in x.iter().enumerate() {
        s += scoped(&mut total, *v, i);
    }
    s * total
}
