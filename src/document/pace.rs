//! Long work that gives others their turn.

use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// What work waits for before it goes on.
pub type Rest = Pin<Box<dyn Future<Output = ()>>>;

/// The pace at which long work is done: it is asked between any two steps whether to rest.
///
/// The work itself knows neither clock nor page. Whoever gives it up drops its future: work that is
/// not done has changed nothing.
#[derive(Clone, Copy, Default)]
pub struct Pace<'a> {
    rest: Option<&'a dyn Fn() -> Option<Rest>>,
}

impl<'a> Pace<'a> {
    /// Without a rest: what is done at it is done [`at_once`].
    #[must_use]
    pub const fn steady() -> Self {
        Self { rest: None }
    }

    /// Rests whenever `rest` gives something to wait for.
    #[must_use]
    pub const fn resting(rest: &'a dyn Fn() -> Option<Rest>) -> Self {
        Self { rest: Some(rest) }
    }

    /// Whether nothing else can happen while work is done at it.
    #[must_use]
    pub fn is_steady(self) -> bool {
        self.rest.is_none()
    }

    /// A step is done: rests if it is time to.
    pub async fn step(self) {
        if let Some(rest) = self.rest.and_then(|rest| rest()) {
            rest.await;
        }
    }
}

impl fmt::Debug for Pace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").finish_non_exhaustive()
    }
}

/// What work comes to that is done at a steady pace. Other work would be asked again and again here
/// until its rests are over.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn work_rests_when_it_is_time_to() {
        let asked = Cell::new(0);
        let rests = Cell::new(0);
        let rest = || {
            asked.set(asked.get() + 1);
            let is_time = asked.get() % 3 == 0;
            rests.set(rests.get() + usize::from(is_time));
            is_time.then(|| Box::pin(std::future::ready(())) as Rest)
        };
        let work = |pace: Pace<'_>| {
            at_once(async move {
                for _ in 0..7 {
                    pace.step().await;
                }
            });
        };
        work(Pace::steady());
        work(Pace::resting(&rest));
        assert_eq!((asked.get(), rests.get()), (7, 2));
    }
}
