//! Raw pointers: get_unchecked, ptr::add, read and write, copy_nonoverlapping, and a slice made of parts.
struct Buffer {
    start: *mut f64,
    len: usize,
}

impl Buffer {
    unsafe fn get(&self, i: usize) -> f64 {
        *self.start.add(i)
    }

    unsafe fn set(&self, i: usize, v: f64) {
        self.start.add(i).write(v);
    }
}

#[no_mangle]
pub unsafe extern "C" fn rust_unsafe(x: *const f64, n: usize, y: *mut f64, m: usize) {
    std::ptr::copy_nonoverlapping(x, y, m.min(n));
    let buffer = Buffer { start: y, len: m };
    for i in 1..buffer.len {
        buffer.set(i, buffer.get(i) * buffer.get(i - 1));
    }
    let x = std::slice::from_raw_parts(x, n);
    let mut p = y.add(m);
    for i in (0..n).rev() {
        p = p.sub(1);
        *p += x.get_unchecked(i).cos();
    }
}
