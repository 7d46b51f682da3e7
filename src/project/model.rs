//! The tables of a project, filled record by record.

use super::{
    Baseline, ChangeRequest, CheckIn, Communication, Criterion, DayRecord, Decision, Deliverable,
    Dependency, FieldProblem, Fields, HistoryPair, Holiday, Id, IntegrationPoint, Milestone,
    Person, Problem, PromptAnswer, Pulse, ReadinessAnswer, ReadinessReview, Record, Reserve,
    ReviewItem, Risk, Settings, SignOff, Sprint, Stakeholder, Table, Task, TimeOff, Wait,
    Workstream, gather,
};

/// Something typed that is filled from flat records, one at a time and in any order.
pub trait Model: Default {
    /// The kinds of record it reads. Others are kept by the document and passed over here.
    const KINDS: &'static [&'static str];

    /// Takes in the present state of one record; `None` when it does not exist (any more).
    /// Returns what could not be read of it.
    fn put(&mut self, kind: &str, id: &str, fields: Option<&Fields>) -> Vec<Problem>;
}

/// All that people wrote down about one project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    /// Its only settings record.
    pub settings: Settings,
    /// The remaining work.
    pub tasks: Table<Task>,
    /// What waits for what.
    pub dependencies: Table<Dependency>,
    /// Who works.
    pub people: Table<Person>,
    /// Who decides or must be told.
    pub stakeholders: Table<Stakeholder>,
    /// What is handed over.
    pub deliverables: Table<Deliverable>,
    /// The parallel streams of work.
    pub workstreams: Table<Workstream>,
    /// The points that are reached on the way.
    pub milestones: Table<Milestone>,
    /// The days on which nobody works.
    pub holidays: Table<Holiday>,
    /// The days on which someone does not.
    pub time_off: Table<TimeOff>,
    /// The scope as it was frozen.
    pub baselines: Table<Baseline>,
    /// What each day looked like.
    pub days: Table<DayRecord>,
    /// The waits that are over.
    pub waits: Table<Wait>,
    /// The extract of the estimate history the forecast of this project uses.
    pub history: Table<HistoryPair>,
    /// What was answered to the guided audit.
    pub prompt_answers: Table<PromptAnswer>,
    /// What may happen, and the issues it became.
    pub risks: Table<Risk>,
    /// What was asked for after the scope was agreed.
    pub change_requests: Table<ChangeRequest>,
    /// What has to be decided, and what was.
    pub decisions: Table<Decision>,
    /// Where parts meet that were made apart.
    pub integration_points: Table<IntegrationPoint>,
    /// The stretches of time with a goal.
    pub sprints: Table<Sprint>,
    /// How people were doing.
    pub pulses: Table<Pulse>,
    /// What was said of the result and of the work.
    pub review_items: Table<ReviewItem>,
    /// What must hold before the work counts as done.
    pub criteria: Table<Criterion>,
    /// What stakeholders formally said.
    pub sign_offs: Table<SignOff>,
    /// What people say about readiness.
    pub readiness_answers: Table<ReadinessAnswer>,
    /// The readiness reviews that were held.
    pub readiness_reviews: Table<ReadinessReview>,
    /// Who can be called in.
    pub reserves: Table<Reserve>,
    /// What people said about their work, day by day.
    pub check_ins: Table<CheckIn>,
    /// What is told to whom, and how often.
    pub communications: Table<Communication>,
}

impl Model for Project {
    const KINDS: &'static [&'static str] = &[
        Settings::KIND,
        Task::KIND,
        Dependency::KIND,
        Person::KIND,
        Stakeholder::KIND,
        Deliverable::KIND,
        Workstream::KIND,
        Milestone::KIND,
        Holiday::KIND,
        TimeOff::KIND,
        Baseline::KIND,
        DayRecord::KIND,
        Wait::KIND,
        HistoryPair::KIND,
        PromptAnswer::KIND,
        Risk::KIND,
        ChangeRequest::KIND,
        Decision::KIND,
        IntegrationPoint::KIND,
        Sprint::KIND,
        Pulse::KIND,
        ReviewItem::KIND,
        Criterion::KIND,
        SignOff::KIND,
        ReadinessAnswer::KIND,
        ReadinessReview::KIND,
        Reserve::KIND,
        CheckIn::KIND,
        Communication::KIND,
    ];

    fn put(&mut self, kind: &str, id: &str, fields: Option<&Fields>) -> Vec<Problem> {
        match kind {
            Settings::KIND => {
                if id != Settings::ID {
                    return Vec::new();
                }
                let (settings, problems) = read_one(id, fields);
                self.settings = settings;
                problems
            }
            Task::KIND => put_record(&mut self.tasks, id, fields),
            Dependency::KIND => put_record(&mut self.dependencies, id, fields),
            Person::KIND => put_record(&mut self.people, id, fields),
            Stakeholder::KIND => put_record(&mut self.stakeholders, id, fields),
            Deliverable::KIND => put_record(&mut self.deliverables, id, fields),
            Workstream::KIND => put_record(&mut self.workstreams, id, fields),
            Milestone::KIND => put_record(&mut self.milestones, id, fields),
            Holiday::KIND => put_record(&mut self.holidays, id, fields),
            TimeOff::KIND => put_record(&mut self.time_off, id, fields),
            Baseline::KIND => put_record(&mut self.baselines, id, fields),
            DayRecord::KIND => put_record(&mut self.days, id, fields),
            Wait::KIND => put_record(&mut self.waits, id, fields),
            HistoryPair::KIND => put_record(&mut self.history, id, fields),
            PromptAnswer::KIND => put_record(&mut self.prompt_answers, id, fields),
            Risk::KIND => put_record(&mut self.risks, id, fields),
            ChangeRequest::KIND => put_record(&mut self.change_requests, id, fields),
            Decision::KIND => put_record(&mut self.decisions, id, fields),
            IntegrationPoint::KIND => put_record(&mut self.integration_points, id, fields),
            Sprint::KIND => put_record(&mut self.sprints, id, fields),
            Pulse::KIND => put_record(&mut self.pulses, id, fields),
            ReviewItem::KIND => put_record(&mut self.review_items, id, fields),
            Criterion::KIND => put_record(&mut self.criteria, id, fields),
            SignOff::KIND => put_record(&mut self.sign_offs, id, fields),
            ReadinessAnswer::KIND => put_record(&mut self.readiness_answers, id, fields),
            ReadinessReview::KIND => put_record(&mut self.readiness_reviews, id, fields),
            Reserve::KIND => put_record(&mut self.reserves, id, fields),
            CheckIn::KIND => put_record(&mut self.check_ins, id, fields),
            Communication::KIND => put_record(&mut self.communications, id, fields),
            _ => Vec::new(),
        }
    }
}

/// Puts the record these fields stand for into its table, or takes it out.
pub fn put_record<R: Record>(
    table: &mut Table<R>,
    id: &str,
    fields: Option<&Fields>,
) -> Vec<Problem> {
    let Some(fields) = fields else {
        table.remove(&Id::new(id));
        return Vec::new();
    };
    let (record, problems) = read::<R>(id, fields);
    table.insert(Id::new(id), record);
    problems
}

/// Reads the only record of a kind; its default when it does not exist.
pub(super) fn read_one<R: Record>(id: &str, fields: Option<&Fields>) -> (R, Vec<Problem>) {
    fields.map_or_else(Default::default, |fields| read(id, fields))
}

fn read<R: Record>(id: &str, fields: &Fields) -> (R, Vec<Problem>) {
    let (record, problems) = gather::<R>(fields);
    (record, problems_of(R::KIND, id, problems))
}

fn problems_of(kind: &str, id: &str, problems: Vec<FieldProblem>) -> Vec<Problem> {
    let problems = problems.into_iter().map(|problem| Problem::Field {
        kind: kind.to_owned(),
        id: id.to_owned(),
        problem,
    });
    problems.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_under_a_foreign_id_leave_the_settings_alone() {
        let mut project = Project::default();
        let named = |name: &str| Fields::from([("name".to_owned(), name.into())]);
        project.put(Settings::KIND, Settings::ID, Some(&named("Launch")));
        project.put(Settings::KIND, "zzz", Some(&named("Stray")));
        assert_eq!(project.settings.name, "Launch");
    }
}
