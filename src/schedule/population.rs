//! The members of a search: schedules from which children are made, and who gives way to them.

use super::busy::Busy;
use super::calendar::Time;
use super::level::Leveler;
use super::random::Random;
use super::search::{CLASSES, Ends};

/// In how many random windows of time two parents are compared.
const WINDOWS: u32 = 5;
/// The window within which a child follows its father is at least this much of the span.
const WINDOW_PERCENT: i64 = 15;
/// Of so many mothers the one is taken that gains the most by the father.
const MOTHERS: u32 = 8;

/// A schedule as far as its descendants need it.
#[derive(Clone, Debug, Default)]
pub(super) struct Member {
    pub(super) start: Vec<Time>,
    pub(super) finish: Vec<Time>,
    pub(super) first: Time,
    /// When each class ends; in the right half, for every class how long it takes in all.
    pub(super) spans: Ends,
    busy: Busy,
}

/// One half of a population: of schedules that lean the same way.
#[derive(Clone, Debug, Default)]
pub(super) struct Half(pub(super) Vec<Member>);

/// Which of two parents a child follows when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) mother: usize,
    /// The window in which it follows its father, counted from his first start.
    pub(super) begin: Time,
    pub(super) width: Time,
}

impl Member {
    pub(super) fn take(&mut self, leveler: &Leveler, weights: &[i64]) {
        self.start.clear();
        self.start.extend_from_slice(leveler.start());
        self.finish.clear();
        self.finish.extend_from_slice(leveler.finish());
        self.first = self.start.iter().copied().min().unwrap_or(0);
        self.busy
            .read(weights, &self.start, &self.finish, self.first);
    }

    pub(super) fn span(&self) -> Time {
        self.spans[CLASSES - 1].max(1)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.spans == other.spans && self.start == other.start
    }
}

impl Half {
    /// Puts the newborn in this member's place unless it is longer, or lives here already.
    pub(super) fn compete(&mut self, at: usize, newborn: &mut Member) {
        if at >= self.0.len() {
            self.0.push(newborn.clone());
            return;
        }
        let is_known = self.0.iter().any(|member| member.is_same(newborn));
        if let Some(member) = self.0.get_mut(at)
            && newborn.spans <= member.spans
            && !is_known
        {
            std::mem::swap(member, newborn);
        }
    }

    /// The sum of all spans: it never grows.
    pub(super) fn sum(&self) -> i64 {
        let spans = self.0.iter().flat_map(|member| member.spans);
        spans.map(i64::from).sum()
    }

    /// A random one of the shortest members.
    pub(super) fn one_of_the_best(&self, random: &mut Random) -> usize {
        let least = self.0.iter().map(|member| member.spans).min();
        let is_best = |at: &usize| self.0.get(*at).map(|member| member.spans) == least;
        let count = (0..self.0.len()).filter(is_best).count();
        let nth = random.below(count as u32) as usize;
        (0..self.0.len()).filter(is_best).nth(nth).unwrap_or(0)
    }

    /// Lets the better half of these in for its own worse half.
    pub(super) fn join(&mut self, mut others: Vec<Member>) {
        let room = self.0.len() / 2;
        self.0.sort_by_key(|member| member.spans);
        others.sort_by_key(|member| member.spans);
        self.0.truncate(self.0.len() - room);
        self.0.extend(others.drain(..room.min(others.len())));
    }

    /// Finds a father his mother and the window of time in which he is better than she by the most:
    /// of a few at random.
    pub(super) fn match_for(&self, father: usize, random: &mut Random) -> Match {
        let dad = &self.0[father];
        let span = dad.span();
        let least = as_time(i64::from(span) * WINDOW_PERCENT / 100);
        let mut best = (
            i64::MIN,
            Match {
                mother: father,
                begin: 0,
                width: span,
            },
        );
        for _ in 0..MOTHERS {
            let mother = self.pick(father, random);
            let mum = &self.0[mother];
            let width = random.between(least, span - least);
            for _ in 0..WINDOWS {
                let begin = random.between(0, span - width);
                let (from, to) = (begin, begin + width);
                let gain = dad.busy.between(from, to) - mum.busy.between(from, to);
                if gain > best.0 {
                    best = (
                        gain,
                        Match {
                            mother,
                            begin,
                            width,
                        },
                    );
                }
            }
        }
        best.1
    }

    /// One of two random members other than this: the one whose schedule is shorter.
    fn pick(&self, father: usize, random: &mut Random) -> usize {
        let count = self.0.len() as u32;
        let one = random.below(count) as usize;
        let other = random.below(count) as usize;
        let better = if self.0[other].spans < self.0[one].spans {
            other
        } else {
            one
        };
        if better == father {
            (better + 1) % self.0.len()
        } else {
            better
        }
    }
}

fn as_time(time: i64) -> Time {
    Time::try_from(time).unwrap_or(Time::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(start: Time, span: Time) -> Member {
        Member {
            start: vec![start],
            spans: [span; CLASSES],
            ..Member::default()
        }
    }

    fn spans(half: &Half) -> Vec<Time> {
        half.0.iter().map(Member::span).collect()
    }

    #[test]
    fn a_member_gives_way_to_one_that_is_as_short_but_not_to_its_twin() {
        let mut half = Half(vec![member(1, 10), member(2, 12)]);
        half.compete(1, &mut member(1, 10));
        assert_eq!(spans(&half), [10, 12]);
        half.compete(1, &mut member(3, 13));
        assert_eq!(spans(&half), [10, 12]);
        half.compete(1, &mut member(3, 12));
        assert_eq!(half.0[1].start, [3]);
        half.compete(2, &mut member(1, 10));
        assert_eq!(spans(&half), [10, 12, 10]);
    }

    #[test]
    fn the_better_halves_of_two_populations_go_on_together() {
        let mut half = Half(vec![member(0, 9), member(1, 3), member(2, 7), member(3, 5)]);
        half.join(vec![member(4, 8), member(5, 4), member(6, 6), member(7, 2)]);
        assert_eq!(spans(&half), [3, 5, 2, 4]);
    }

    #[test]
    fn one_of_the_best_is_one_of_the_best() {
        let half = Half(vec![member(0, 9), member(1, 3), member(2, 7), member(3, 3)]);
        let mut random = Random::new(1);
        for _ in 0..20 {
            assert!([1, 3].contains(&half.one_of_the_best(&mut random)));
        }
    }

    #[test]
    fn parents_are_two_and_the_window_is_in_the_span() {
        let mut half = Half::default();
        for at in 0..5 {
            half.0.push(member(at, 100));
        }
        let mut random = Random::new(1);
        for father in 0..5 {
            let found = half.match_for(father, &mut random);
            assert_ne!(found.mother, father);
            assert!(found.begin >= 0 && found.begin + found.width <= 100);
            assert!(found.width >= 15);
        }
    }
}
