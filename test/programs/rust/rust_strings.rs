//! Text beside numbers: match on &str, bytes, lengths and a count that scales.
fn apply(name: &str, v: f64) -> f64 {
    match name {
        "sin" => v.sin(),
        "square" | "quad" => v * v,
        other if other.starts_with("scale") => v * other.len() as f64,
        _ => v,
    }
}

fn digits(text: &str) -> f64 {
    text.bytes().filter(|b| b.is_ascii_digit()).map(|b| (b - b'0') as f64).sum()
}

#[no_mangle]
pub fn rust_strings(x: &[f64]) -> f64 {
    let names = ["sin", "quad", "scale-12", "none"];
    let mut s = 0.0;
    for (v, name) in x.iter().zip(names.iter().cycle()) {
        s += apply(name, *v) + digits(name) * v;
    }
    let vowels = names.iter().flat_map(|n| n.bytes()).filter(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')).count();
    s * vowels as f64
}
