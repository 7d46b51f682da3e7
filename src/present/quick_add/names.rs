//! Finding what a typed name stands for.

use std::collections::BTreeMap;

use crate::edit::Named;
use crate::project::{
    Deliverable, Id, Party, Person, Project, Record, Task, Today, Workstream, fold,
};

/// The names of a project, folded and ordered once, for any number of lines.
#[derive(Clone, Debug)]
pub struct Names {
    pub(in crate::present) today: Today,
    pub(in crate::present) day_minutes: u32,
    me: Option<Id<Person>>,
    people: Index<Id<Person>>,
    parties: Index<Party>,
    tasks: Index<Id<Task>>,
    deliverables: Index<Id<Deliverable>>,
    workstreams: Index<Id<Workstream>>,
}

/// What a typed name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Match<T> {
    /// This one, and its name as it is written.
    One(T, String),
    /// Several begin like that: their names.
    Several(Vec<String>),
    /// None.
    Nothing,
}

impl Names {
    /// The names of a project. `me` is who `@me` stands for.
    #[must_use]
    pub fn of(project: &Project, me: Option<&Id<Person>>, today: Today) -> Self {
        let people = || {
            project
                .people
                .iter()
                .map(|(id, it)| (it.name.as_str(), id.clone()))
        };
        let stakeholders = project.stakeholders.iter();
        let stakeholders =
            stakeholders.map(|(id, it)| (it.name.as_str(), Party::Stakeholder(id.clone())));
        let parties = people().map(|(name, id)| (name, Party::Person(id)));
        let tasks = project
            .tasks
            .iter()
            .map(|(id, it)| (it.title.as_str(), id.clone()));
        let deliverables = project.deliverables.iter();
        let workstreams = project.workstreams.iter();
        Self {
            today,
            day_minutes: crate::present::estimate_text::day_of(project),
            me: me.cloned(),
            people: Index::by_word(people()),
            parties: Index::by_word(parties.chain(stakeholders)),
            tasks: Index::by_name(tasks),
            deliverables: Index::by_name(
                deliverables.map(|(id, it)| (it.name.as_str(), id.clone())),
            ),
            workstreams: Index::by_name(workstreams.map(|(id, it)| (it.name.as_str(), id.clone()))),
        }
    }

    /// Someone who works, by their name or the beginning of one of its words.
    #[must_use]
    pub fn person(&self, name: &str) -> Match<Id<Person>> {
        if let (Some(me), "me") = (&self.me, fold(name).as_str()) {
            return Match::One(me.clone(), "you".to_owned());
        }
        self.people.find(name)
    }

    /// Someone who can be waited for.
    #[must_use]
    pub fn party(&self, name: &str) -> Match<Party> {
        self.parties.find(name)
    }

    /// A task, by its title or the beginning of it.
    #[must_use]
    pub fn task(&self, title: &str) -> Match<Id<Task>> {
        self.tasks.find(title)
    }

    /// A deliverable.
    #[must_use]
    pub fn deliverable(&self, name: &str) -> Match<Id<Deliverable>> {
        self.deliverables.find(name)
    }

    /// A workstream.
    #[must_use]
    pub fn workstream(&self, name: &str) -> Match<Id<Workstream>> {
        self.workstreams.find(name)
    }
}

impl<R: Record> Match<Id<R>> {
    /// The record, or the name of one to be made; `None` where several could be meant.
    #[must_use]
    pub fn or_new(self, name: &str) -> Option<Named<R>> {
        match self {
            Self::One(id, _) => Some(Named::Known(id)),
            Self::Nothing => Some(Named::New(name.to_owned())),
            Self::Several(_) => None,
        }
    }
}

/// Things by folded name: by all of it, and by the words it may be found by.
#[derive(Clone, Debug)]
struct Index<T> {
    by_name: BTreeMap<String, (T, String)>,
    /// Later words of a name, and the name they belong to.
    by_word: BTreeMap<String, Vec<String>>,
}

impl<T: Clone + PartialEq> Index<T> {
    fn by_name<'a>(names: impl Iterator<Item = (&'a str, T)>) -> Self {
        let by_name = names
            .map(|(name, it)| (fold(name), (it, name.to_owned())))
            .filter(|(folded, _)| !folded.is_empty());
        Self {
            by_name: by_name.collect(),
            by_word: BTreeMap::new(),
        }
    }

    fn by_word<'a>(names: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut index = Self::by_name(names);
        for name in index.by_name.keys() {
            for word in name.split_whitespace().skip(1) {
                let names = index.by_word.entry(word.to_owned()).or_default();
                names.push(name.clone());
            }
        }
        index
    }

    fn find(&self, name: &str) -> Match<T> {
        let folded = fold(name);
        if folded.is_empty() {
            return Match::Nothing;
        }
        if let Some((it, name)) = self.by_name.get(&folded) {
            return Match::One(it.clone(), name.clone());
        }
        let begins = |(found, _): &(&String, _)| found.starts_with(&folded);
        let names = self.by_name.range(folded.clone()..);
        let mut found: Vec<&(T, String)> = names
            .take_while(|(found, _)| found.starts_with(&folded))
            .take(5)
            .map(|(_, it)| it)
            .collect();
        let words = self.by_word.range(folded.clone()..);
        for name in words
            .take_while(begins)
            .flat_map(|(_, names)| names)
            .take(5)
        {
            if let Some(it) = self.by_name.get(name)
                && !found.contains(&it)
            {
                found.push(it);
            }
        }
        match found.as_slice() {
            [] => Match::Nothing,
            [(it, name)] => Match::One(it.clone(), name.clone()),
            _ => Match::Several(found.iter().map(|(_, name)| name.clone()).collect()),
        }
    }
}
