// Standard collections and formatting: a module of some size.
use std::collections::{BTreeMap, BinaryHeap, HashMap, VecDeque};
use std::fmt;
#[derive(PartialEq, PartialOrd, Clone, Copy)] struct Dist(f64);
impl Eq for Dist {}
impl Ord for Dist { fn cmp(&self, o: &Self) -> std::cmp::Ordering { o.0.partial_cmp(&self.0).unwrap() } }
pub fn shortest(graph: &HashMap<u32, Vec<(u32, f64)>>, from: u32) -> BTreeMap<u32, f64> { let mut best = BTreeMap::new(); let mut heap = BinaryHeap::from([(Dist(0.0), from)]); while let Some((Dist(d), n)) = heap.pop() { if best.contains_key(&n) { continue; } best.insert(n, d); for (m, w) in graph.get(&n).into_iter().flatten() { heap.push((Dist(d + w), *m)); } } best }
pub struct Poly(pub Vec<f64>);
impl fmt::Display for Poly { fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { for (i, c) in self.0.iter().enumerate() { write!(f, "{}{:+.3}x^{}", if i > 0 { " " } else { "" }, c, i)?; } Ok(()) } }
pub fn show(p: &Poly) -> String { format!("{p:>40} {:?}", p.0) }
pub fn queue(v: &[f64]) -> f64 { let mut q: VecDeque<f64> = v.iter().copied().collect(); let mut s = 0.0; while let (Some(a), Some(b)) = (q.pop_front(), q.pop_back()) { s += a * b; if s > 100.0 { q.push_back(s / 2.0); } } s }
pub fn words(s: &str) -> HashMap<String, usize> { let mut m = HashMap::new(); for w in s.split_whitespace() { *m.entry(w.to_lowercase()).or_insert(0) += 1; } m }
