//! The links between tasks as one graph, links of summary tasks included.

use super::{Id, Project, Task};

/// No task: what stands in place of an index.
const NONE: usize = usize::MAX;

/// Which tasks come after which, in indices into the tasks ordered by id.
///
/// Every task has two nodes, its start and its end. A summary task starts before its subtasks do
/// and ends after them, so a link of a summary binds everything below it and a walk along the edges
/// meets exactly the work that waits. Every kind of link is read as end-to-start: a circle is a
/// circle whatever the kinds of its links. Links to tasks that are not there are passed over;
/// parents are read as [`super::Outline`] reads them.
#[derive(Clone, Debug)]
pub struct LinkGraph<'a> {
    ids: Vec<&'a Id<Task>>,
    tasks: Vec<&'a Task>,
    parents: Vec<usize>,
    summaries: Vec<bool>,
    /// Where the edges of each node begin in `edges`; one more entry than nodes.
    offsets: Vec<usize>,
    edges: Vec<usize>,
}

/// One end of a task in a [`LinkGraph`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Node(usize);

impl Node {
    /// The start of the task with this index.
    #[must_use]
    pub fn start(task: usize) -> Self {
        Self(task * 2)
    }

    /// The end of the task with this index.
    #[must_use]
    pub fn end(task: usize) -> Self {
        Self(task * 2 + 1)
    }

    /// The index of its task.
    #[must_use]
    pub fn task(self) -> usize {
        self.0 / 2
    }

    /// Whether it is the end of its task.
    #[must_use]
    pub fn is_end(self) -> bool {
        self.0 % 2 == 1
    }

    /// The node's own index: `0..2 × tasks`.
    #[must_use]
    pub fn index(self) -> usize {
        self.0
    }
}

impl<'a> LinkGraph<'a> {
    /// Reads a project's links. Linear in tasks and links, times a look-up.
    #[must_use]
    pub fn of(project: &'a Project) -> Self {
        Self::with_parents(project, &[])
    }

    /// Reads the links as they would be with some tasks under other parents.
    #[must_use]
    pub fn with_parents(project: &'a Project, moved: &[(Id<Task>, Option<Id<Task>>)]) -> Self {
        let ids: Vec<_> = project.tasks.keys().collect();
        let tasks: Vec<_> = project.tasks.values().collect();
        let find = |id: &Id<Task>| ids.binary_search(&id).ok();
        let mut parents: Vec<usize> = tasks
            .iter()
            .map(|task| task.parent.as_ref().and_then(find).unwrap_or(NONE))
            .collect();
        for (id, parent) in moved {
            if let Some(place) = find(id).and_then(|index| parents.get_mut(index)) {
                *place = parent.as_ref().and_then(find).unwrap_or(NONE);
            }
        }
        cut_circles(&mut parents);
        let mut summaries = vec![false; tasks.len()];
        for parent in &parents {
            if let Some(summary) = summaries.get_mut(*parent) {
                *summary = true;
            }
        }
        let mut pairs: Vec<(Node, Node)> = Vec::with_capacity(tasks.len() * 2);
        for (task, (parent, summary)) in parents.iter().zip(&summaries).enumerate() {
            if *parent != NONE {
                pairs.push((Node::start(*parent), Node::start(task)));
                pairs.push((Node::end(task), Node::end(*parent)));
            }
            if !summary {
                pairs.push((Node::start(task), Node::end(task)));
            }
        }
        pairs.extend(project.dependencies.values().filter_map(|link| {
            let from = find(&link.predecessor)?;
            Some((Node::end(from), Node::start(find(&link.successor)?)))
        }));
        let (offsets, edges) = packed(tasks.len() * 2, &pairs);
        Self {
            ids,
            tasks,
            parents,
            summaries,
            offsets,
            edges,
        }
    }

    /// How many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Whether there are no tasks.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// The index of a task.
    #[must_use]
    pub fn index(&self, id: &Id<Task>) -> Option<usize> {
        self.ids.binary_search(&id).ok()
    }

    /// The id of the task with this index.
    #[must_use]
    pub fn id(&self, task: usize) -> Option<&'a Id<Task>> {
        self.ids.get(task).copied()
    }

    /// The task with this index.
    #[must_use]
    pub fn task(&self, task: usize) -> Option<&'a Task> {
        self.tasks.get(task).copied()
    }

    /// The index of its summary task.
    #[must_use]
    pub fn parent(&self, task: usize) -> Option<usize> {
        self.parents
            .get(task)
            .copied()
            .filter(|parent| *parent != NONE)
    }

    /// Whether the task with this index has subtasks.
    #[must_use]
    pub fn is_summary(&self, task: usize) -> bool {
        self.summaries.get(task).copied().unwrap_or(false)
    }

    /// The nodes directly after a node.
    pub fn after(&self, node: Node) -> impl Iterator<Item = Node> + '_ {
        let from = self.offsets.get(node.0).copied().unwrap_or(0);
        let to = self.offsets.get(node.0 + 1).copied().unwrap_or(from);
        let edges = self.edges.get(from..to).unwrap_or(&[]);
        edges.iter().map(|next| Node(*next))
    }

    /// Every node reached from this one, itself included, nearest first.
    #[must_use]
    pub fn reached(&self, from: Node) -> Vec<Node> {
        self.search(from, None).0
    }

    /// The shortest way from one node to another, both included.
    #[must_use]
    pub fn way(&self, from: Node, to: Node) -> Option<Vec<Node>> {
        let (_, came_from) = self.search(from, Some(to));
        let mut way = vec![to];
        let mut here = to;
        while here != from {
            let before = came_from.get(here.0).copied().filter(|at| *at != NONE)?;
            here = Node(before);
            way.push(here);
        }
        way.reverse();
        Some(way)
    }

    /// All nodes, each before those after it, and whether that was possible. Nodes on a circle and
    /// behind one come last, in the order of their indices.
    #[must_use]
    pub fn sorted(&self) -> (Vec<Node>, bool) {
        let count = self.len() * 2;
        let mut waiting_for = vec![0_usize; count];
        for next in &self.edges {
            if let Some(waiting) = waiting_for.get_mut(*next) {
                *waiting += 1;
            }
        }
        let is_free = |node: &usize| waiting_for.get(*node) == Some(&0);
        let mut sorted: Vec<Node> = (0..count).filter(is_free).map(Node).collect();
        let mut next = 0;
        while let Some(here) = sorted.get(next).copied() {
            next += 1;
            for node in self.after(here) {
                if let Some(waiting) = waiting_for.get_mut(node.0) {
                    *waiting -= 1;
                    if *waiting == 0 {
                        sorted.push(node);
                    }
                }
            }
        }
        let is_whole = sorted.len() == count;
        let left = (0..count).filter(|node| waiting_for.get(*node).is_some_and(|left| *left > 0));
        sorted.extend(left.map(Node));
        (sorted, is_whole)
    }

    /// A breadth-first search: the nodes in the order they were met, and where each was met from.
    fn search(&self, from: Node, until: Option<Node>) -> (Vec<Node>, Vec<usize>) {
        let mut came_from = vec![NONE; self.len() * 2];
        let mut met = vec![from];
        if let Some(place) = came_from.get_mut(from.0) {
            *place = from.0;
        }
        let mut next = 0;
        while let Some(here) = met.get(next).copied() {
            next += 1;
            if until == Some(here) {
                break;
            }
            for node in self.after(here) {
                if let Some(place) = came_from.get_mut(node.0).filter(|place| **place == NONE) {
                    *place = here.0;
                    met.push(node);
                }
            }
        }
        (met, came_from)
    }
}

/// Makes a root of the smallest member of each circle of parents.
fn cut_circles(parents: &mut [usize]) {
    let mut seen_in = vec![0_usize; parents.len()];
    for first in 0..parents.len() {
        let walk = first + 1;
        let mut here = first;
        while let Some(mark) = seen_in.get_mut(here).filter(|mark| **mark == 0) {
            *mark = walk;
            here = parents.get(here).copied().unwrap_or(NONE);
        }
        if seen_in.get(here).copied() == Some(walk) {
            let (mut smallest, mut at) = (here, parents.get(here).copied().unwrap_or(NONE));
            while at != here && at != NONE {
                smallest = smallest.min(at);
                at = parents.get(at).copied().unwrap_or(NONE);
            }
            if let Some(parent) = parents.get_mut(smallest) {
                *parent = NONE;
            }
        }
    }
}

/// Edges grouped by the node they leave.
fn packed(nodes: usize, pairs: &[(Node, Node)]) -> (Vec<usize>, Vec<usize>) {
    let mut offsets = vec![0; nodes + 1];
    for (from, _) in pairs {
        if let Some(count) = offsets.get_mut(from.0 + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for offset in &mut offsets {
        sum += *offset;
        *offset = sum;
    }
    let mut free = offsets.clone();
    let mut edges = vec![0; pairs.len()];
    for (from, to) in pairs {
        if let Some(slot) = free.get_mut(from.0) {
            if let Some(edge) = edges.get_mut(*slot) {
                *edge = to.0;
            }
            *slot += 1;
        }
    }
    (offsets, edges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Dependency;

    fn project(tasks: &[(&str, Option<&str>)], links: &[(&str, &str)]) -> Project {
        let mut project = Project::default();
        for (id, parent) in tasks {
            let task = Task {
                parent: parent.map(Id::new),
                ..Task::default()
            };
            project.tasks.insert(Id::new(id), task);
        }
        for (from, to) in links {
            let link = Dependency::finish_to_start(Id::new(from), Id::new(to));
            let id = Dependency::id_of(&link.predecessor, &link.successor);
            project.dependencies.insert(id, link);
        }
        project
    }

    /// The tasks whose start comes after the end of this one.
    fn after(project: &Project, id: &str) -> String {
        let graph = LinkGraph::of(project);
        let index = graph.index(&Id::new(id)).unwrap();
        let mut names: Vec<_> = graph
            .reached(Node::end(index))
            .into_iter()
            .filter(|node| !node.is_end())
            .map(|node| graph.id(node.task()).unwrap().to_string())
            .collect();
        names.sort();
        names.join(" ")
    }

    #[test]
    fn a_link_of_a_summary_binds_what_is_below_it() {
        let tasks = [
            ("a", None),
            ("a1", Some("a")),
            ("b", None),
            ("b1", Some("b")),
            ("c", None),
        ];
        let project = project(&tasks, &[("a", "b"), ("b1", "c")]);
        assert_eq!(after(&project, "a1"), "b b1 c");
        assert_eq!(after(&project, "b1"), "c");
    }

    #[test]
    fn links_to_nothing_and_circles_of_parents_are_passed_over() {
        let tasks = [("a", Some("b")), ("b", Some("a")), ("c", Some("c"))];
        let project = project(&tasks, &[("b", "c"), ("b", "gone")]);
        assert_eq!(after(&project, "b"), "c");
        let graph = LinkGraph::of(&project);
        assert_eq!(
            graph.parent(0),
            None,
            "the smallest of the circle is a root"
        );
        assert_eq!(graph.parent(1), Some(0));
    }

    #[test]
    fn the_way_between_two_tasks_is_the_shortest() {
        let tasks = [("a", None), ("b", None), ("c", None)];
        let project = project(&tasks, &[("a", "b"), ("b", "c"), ("a", "c")]);
        let graph = LinkGraph::of(&project);
        let way = graph.way(Node::start(0), Node::end(2)).unwrap();
        let tasks: Vec<_> = way.iter().map(|node| node.task()).collect();
        assert_eq!(tasks, [0, 0, 2, 2]);
        assert_eq!(graph.way(Node::start(2), Node::end(0)), None);
    }
}
