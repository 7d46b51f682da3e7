//! The model: what people wrote down about a project, and nothing that is derived from it.
//!
//! Invariants:
//! - A [`Project`] is a set of tables of records. A record never holds its own id; the table does.
//! - Records refer to each other by id and may refer to nothing that exists: a merge of two
//!   people's edits can leave such a link behind. Whoever follows one says what that means.
//! - Every field has a default, and a default is the same as "not written down".
//! - Nothing here knows the time, the browser, or how records are kept.

mod baseline;
mod calendar;
mod change_request;
mod check_in;
mod communication;
mod criterion;
mod day;
mod day_record;
mod day_state;
mod decision;
mod deliverable;
mod dependency;
mod estimate;
mod fold;
mod history;
mod id;
mod integration_point;
mod lesson;
pub mod limits;
mod links;
mod milestone;
mod misfit;
mod model;
#[cfg(test)]
pub(crate) mod notation;
pub mod order;
mod outline;
mod person;
mod problem;
mod prompt_answer;
mod pulse;
mod readiness;
mod record;
mod reserve;
mod review_item;
mod risk;
mod settings;
mod sign_off;
mod sprint;
mod stakeholder;
mod table;
mod task;
pub mod trees;
mod units;
mod wait;
mod workspace;

pub use baseline::{Baseline, BaselineTask};
pub use calendar::{Holiday, TimeOff, WeekHours};
pub use change_request::{ChangeRequest, Verdict};
pub use check_in::CheckIn;
pub use communication::{Audience, Communication};
pub use criterion::{Criterion, CriterionKind, CriterionStatus, Evidence};
pub use day_record::DayRecord;
pub use day_state::{DayState, Moved, RiskThen, TaskThen, WaitThen};
pub use decision::Decision;
pub use deliverable::{Deliverable, Workstream};
pub use dependency::{Dependency, DependencyKind};
pub use estimate::Estimate;
pub use fold::fold;
pub use history::HistoryPair;
pub use id::Id;
pub use integration_point::{IntegrationPoint, TestRun};
pub use lesson::{Lesson, LessonKind};
pub use links::{LinkGraph, Node};
pub use milestone::{Milestone, MilestoneSize};
pub use model::{Model, Project, put_record};
pub use outline::Outline;
pub use person::Person;
pub use problem::Problem;
pub use prompt_answer::{Answer, PromptAnswer};
pub use pulse::Pulse;
pub use readiness::{FrozenAnswer, Gate, Readiness, ReadinessAnswer, ReadinessReview};
pub use record::{FieldProblem, Fields, Record, diff, flatten, gather};
pub use reserve::Reserve;
pub use review_item::{Outcome, ReviewItem, ReviewKind};
pub use risk::{Risk, RiskCategory, RiskResponse, RiskScale, RiskStatus};
pub use settings::{BufferRule, Framework, Settings};
pub use sign_off::{Approval, Given, SignOff, Subject};
pub use sprint::Sprint;
pub use stakeholder::Stakeholder;
pub use table::Table;
pub use task::{Blocker, BlockerKind, Party, Priority, Status, Task, Teamwork};
pub use units::{Today, WorkMinutes};
pub use wait::Wait;
pub use workspace::{ProjectEntry, Workspace, WorkspaceSettings};
