//! Predators and their prey, as Lotka and Volterra describe them.

/// How fast prey multiply, are eaten, how fast predators multiply by eating, and die.
#[derive(Clone, Copy)]
pub struct Rates {
    pub birth: f64,
    pub eaten: f64,
    pub growth: f64,
    pub death: f64,
}

impl Rates {
    pub fn from_slice(values: &[f64]) -> Self {
        Rates { birth: values[0], eaten: values[1], growth: values[2], death: values[3] }
    }

    fn change(&self, [prey, hunters]: [f64; 2]) -> [f64; 2] {
        let meals = prey * hunters;
        [self.birth * prey - self.eaten * meals, self.growth * meals - self.death * hunters]
    }
}

/// One step of the midpoint method.
pub fn advance(state: [f64; 2], rates: &Rates, step: f64) -> [f64; 2] {
    let slope = rates.change(state);
    let middle = [state[0] + 0.5 * step * slope[0], state[1] + 0.5 * step * slope[1]];
    let slope = rates.change(middle);
    [state[0] + step * slope[0], state[1] + step * slope[1]]
}

/// The numbers of both at the end of each step.
pub fn simulate(rates: &Rates, steps: usize) -> Vec<[f64; 2]> {
    let mut state = [1.0, 0.5];
    (0..steps)
        .map(|_| {
            state = advance(state, rates, 0.02);
            state
        })
        .collect()
}

/// Half the sum of squares by which a simulation misses what was counted: prey and hunters in turn.
pub fn misfit(values: &[f64], counted: &[f64]) -> f64 {
    let rates = Rates::from_slice(values);
    let mut state = [1.0, 0.5];
    counted
        .chunks_exact(2)
        .map(|now| {
            state = advance(state, &rates, 0.02);
            0.5 * ((state[0] - now[0]).powi(2) + (state[1] - now[1]).powi(2))
        })
        .sum()
}
