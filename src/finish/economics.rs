//! What delay costs, and what working better would return.

use crate::project::Project;

/// Above this share of the whole, in percent, the last mile is worth an investment.
pub const LAST_MILE_PERCENT: u32 = 20;

/// What a week costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekCost {
    /// The work of all people, at their rates.
    pub team: u64,
    /// What was said that delay costs beyond the work.
    pub delay: u64,
    /// How many people have no rate, their own or the project's.
    pub without_rate: usize,
}

impl WeekCost {
    /// What a week of delay costs in all.
    #[must_use]
    pub fn all(self) -> u64 {
        self.team + self.delay
    }
}

/// What a week of delay costs: the hours of each person for this project times their rate, and what
/// delay costs beyond. Pools count with each of their people.
#[must_use]
pub fn week_cost(project: &Project) -> WeekCost {
    let settings = &project.settings;
    let mut cost = WeekCost {
        delay: u64::from(settings.delay_cost_per_week.unwrap_or(0)),
        ..WeekCost::default()
    };
    for person in project.people.values() {
        let Some(rate) = person.hour_cost.or(settings.hour_cost) else {
            cost.without_rate += 1;
            continue;
        };
        let week = person.hours.unwrap_or(settings.hours);
        let minutes: u64 = week.0.iter().map(|minutes| u64::from(*minutes)).sum();
        let heads = u64::from(person.capacity.max(1));
        let share = u64::from(person.availability_percent);
        cost.team += minutes * heads * share * u64::from(rate) / 6_000;
    }
    cost
}

/// What an improvement returns: days saved in each project times the cost of a day (a fifth of a
/// week), over so many projects, less what it costs. Negative when it does not pay.
#[must_use]
pub fn returns(week: u64, days_saved: f64, projects: u32, cost: u64) -> f64 {
    days_saved * week as f64 / 5.0 * f64::from(projects) - cost as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::testing::{id, project, with_people};

    #[test]
    fn a_week_costs_the_hours_of_all_with_a_rate_and_the_delay() {
        let mut project = with_people(project(""), &["Ann", "Bo"]);
        project.settings.delay_cost_per_week = Some(1_000);
        project.people.get_mut(&id("Ann")).unwrap().hour_cost = Some(50);
        let cost = week_cost(&project);
        assert_eq!(
            (cost.team, cost.without_rate, cost.all()),
            (2_000, 1, 3_000)
        );
        project.settings.hour_cost = Some(100);
        project
            .people
            .get_mut(&id("Bo"))
            .unwrap()
            .availability_percent = 50;
        assert_eq!(week_cost(&project).team, 4_000);
    }

    #[test]
    fn an_improvement_pays_from_the_day_it_saves_its_cost() {
        assert!(returns(5_000, 1.0, 2, 1_999) > 0.0);
        assert!(returns(5_000, 1.0, 2, 2_001) < 0.0);
    }
}
