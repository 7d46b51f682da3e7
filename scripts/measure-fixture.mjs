// The project that scripts/measure measures with, as a file of docs/file-format.md without its merge
// section. The function below also runs in the page, so it uses nothing from outside itself.

/** A project of `count` tasks for so many people, promised for so many days after November 1; the same
 * for the same numbers. */
export function fixture(count, crew = 20, promised = 150) {
  let state = 12345;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const words =
    "pricing page calculator contract legal review onboarding flow email invoice export backup restore migration staging release notes checklist training sales deck partner launch banner support macro ticket queue audit trail login password reset mobile layout table filter search index archive report chart colour contrast keyboard screen reader translation german french date format holiday calendar timezone import mapping column duplicate merge conflict handover owner manual photo caption webinar script recording survey feedback tracking consent cookie privacy policy terms refund discount coupon trial upgrade billing address tax rounding currency receipt printer label warehouse stock alert threshold monitor dashboard uptime incident runbook rollback certificate domain redirect sitemap".split(" ");
  const verbs = "Fix Finish Review Approve Write Test Update Replace Remove Measure Agree Publish".split(" ");
  const phrase = (characters) => {
    let text = "";
    while (text.length < characters) {
      text += `${text ? " " : ""}${words[random(words.length)]}`;
    }
    return text;
  };
  const day = (offset) => new Date(Date.UTC(2026, 10, 1) + offset * 86_400_000).toISOString().slice(0, 10);
  const order = (n) => `i${n.toString(36).padStart(3, "0")}`.replace(/0+$/, "");
  const list = (length, make) => Array.from({ length }, (_, n) => make(n));
  const people = list(crew, (n) => ({ id: `m-p${n}`, name: `${phrase(6).replace(/^./, (c) => c.toUpperCase())} ${n}`, role: phrase(8) }));
  const tasks = list(count, (n) => {
    const likely = 30 * (1 + random(32));
    return {
      id: `m-${n.toString(36)}`,
      title: `${verbs[random(verbs.length)]} ${phrase(30)}`,
      ...(random(10) < 3 ? { notes: `${phrase(116)}.` } : {}),
      order: order(n),
      priority: ["must", "should", "nice"][random(3)],
      value: 1 + random(10),
      deliverable: `m-d${random(20)}`,
      workstream: `m-w${random(20)}`,
      labels: [words[random(24)]],
      assignees: { [`m-p${random(crew)}`]: 1 },
      estimate: { optimistic_minutes: likely / 2, likely_minutes: likely, pessimistic_minutes: likely * 2 },
      due: day(random(120)),
      added_on: day(-random(60)),
      added_by: `m-p${random(crew)}`,
    };
  });
  // Forward and not far, as plans are: no circle.
  const links = new Map();
  while (links.size < count * 0.8) {
    const before = random(count - 1);
    const after = Math.min(count - 1, before + 1 + random(40));
    links.set(`${before}>${after}`, { predecessor: tasks[before].id, successor: tasks[after].id });
  }
  return {
    format: "lastmile",
    version: 1,
    projects: [
      {
        settings: { name: `Measured with ${count}`, target_date: day(promised) },
        tasks,
        dependencies: [...links.values()],
        people,
        stakeholders: list(20, (n) => ({ id: `m-s${n}`, name: `Stakeholder ${n}`, role: phrase(8) })),
        deliverables: list(20, (n) => ({ id: `m-d${n}`, name: phrase(14), order: order(n) })),
        workstreams: list(20, (n) => ({ id: `m-w${n}`, name: phrase(10), order: order(n) })),
      },
    ],
  };
}

/** What a fixture of this size is made of, in words. */
export function described(count) {
  const [project] = fixture(count).projects;
  const { tasks } = project;
  const average = (texts) => Math.round(texts.reduce((sum, text) => sum + text.length, 0) / texts.length);
  const notes = tasks.map(({ notes }) => notes).filter(Boolean);
  return (
    `${count} tasks, each with 12 filled fields (titles of ${average(tasks.map(({ title }) => title))} characters) ` +
    `and ${Math.round((100 * notes.length) / count)} % also with notes of ${average(notes)}; ` +
    `${project.dependencies.length} links; 20 each of people, stakeholders, deliverables and workstreams`
  );
}
