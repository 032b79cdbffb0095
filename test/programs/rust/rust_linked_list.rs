//! A list of boxes: Option<Box<Node>>, take, as_ref, as_mut, and a walk that changes what it passes.
struct Node {
    value: f64,
    next: Option<Box<Node>>,
}

struct List {
    head: Option<Box<Node>>,
}

impl List {
    fn push(&mut self, value: f64) {
        let next = self.head.take();
        self.head = Some(Box::new(Node { value, next }));
    }

    fn pop(&mut self) -> Option<f64> {
        let node = self.head.take()?;
        self.head = node.next;
        Some(node.value)
    }

    fn scale(&mut self, by: f64) {
        let mut at = self.head.as_mut();
        while let Some(node) = at {
            node.value *= by;
            at = node.next.as_mut();
        }
    }
}

#[no_mangle]
pub fn rust_linked_list(x: &[f64]) -> f64 {
    let mut list = List { head: None };
    for v in x {
        list.push(v * v);
    }
    list.scale(x[0]);
    let mut s = 1.0;
    while let Some(v) = list.pop() {
        s = s * 0.5 + v * s;
    }
    s
}
