// What scripts/measure does inside the page in the place Plan. Like pageTools, which has to have run
// before it, the function is sent there as text and uses nothing from outside itself.

export function planTools() {
  const { pause, painted, until, press, named } = window.measure;
  const timeline = () => document.querySelector(".timeline");
  const bars = () => timeline()?.querySelectorAll(".tl-bar").length ?? 0;
  const go = (part) => {
    location.hash = `${location.hash.split("/").slice(0, 2).join("/")}/${part}`;
  };
  const isFresh = () => timeline() && !timeline().hasAttribute("data-stale");
  /** A row in sight whose task can be moved. */
  const openRow = () => until(() => timeline()?.querySelector(".tl-row[data-form=open]:has(.tl-bar)"), "a task with a bar");
  const at = (index) => timeline().querySelector(`[data-row="${index}"]`);

  Object.assign(window.measure, {
    /** Waits in the timeline until dates and forecast are there. */
    async settled() {
      go("plan/timeline");
      await until(() => isFresh() && bars() > 0, "a forecast");
      await pause(500);
    },
    /** From the address to bars on the screen, dates being known. */
    async openTimeline() {
      go("people");
      await until(() => !timeline(), "another place");
      await pause(500);
      const start = performance.now();
      go("plan/timeline");
      await until(() => bars() > 0, "bars");
      return (await painted()) - start;
    },
    /** From the key that moves a task to its new day in the row; and until the forecast is there. */
    async moveTask() {
      const row = await openRow();
      const index = row.dataset.row;
      row.focus();
      const before = row.querySelector(".tl-dates").innerText;
      for (let day = 0; day < 5; day += 1) press(at(index), "ArrowRight", { shiftKey: true });
      await pause(1500);
      const start = performance.now();
      press(at(index), "Enter");
      const handler = performance.now() - start;
      await until(() => at(index).querySelector(".tl-dates").innerText !== before, "another date in the row");
      const dates = (await painted()) - start;
      await until(isFresh, "a forecast");
      const forecast = (await painted()) - start;
      await pause(500);
      return { handler, dates, forecast };
    },
    /** From a key that proposes a move to the price of it below the picture. */
    async pricePreview() {
      const row = await openRow();
      row.focus();
      const said = () => document.querySelector(".tl-strip [role=status] .tl-strip__why")?.innerText ?? "";
      const start = performance.now();
      press(row, "ArrowRight", { shiftKey: true });
      await until(() => said() !== "" && !said().includes("being worked out"), "a price");
      const took = (await painted()) - start;
      press(timeline().querySelector("[data-row]"), "Escape");
      await pause(300);
      return took;
    },
    /** A bar that follows a pointer for so many frames: how long each step took, and each frame. */
    async drag(times) {
      const row = await openRow();
      const index = row.dataset.row;
      const bar = row.querySelector("[data-act=move]");
      const { x, y } = bar.getBoundingClientRect();
      const event = (type, by) =>
        new PointerEvent(type, { bubbles: true, cancelable: true, pointerId: 1, button: 0, clientX: x + 3 + by, clientY: y + 3 });
      bar.dispatchEvent(event("pointerdown", 0));
      const [steps, frames] = [[], []];
      let last = performance.now();
      for (let step = 1; step <= times; step += 1) {
        const start = performance.now();
        at(index).dispatchEvent(event("pointermove", step * 4));
        steps.push(performance.now() - start);
        await new Promise((next) => requestAnimationFrame(next));
        const now = performance.now();
        frames.push(now - last);
        last = now;
      }
      press(at(index), "Escape");
      await pause(300);
      return { steps, frames };
    },
    /** From the question what could be left out to the complete list. */
    async payForIt() {
      go("plan/forecast");
      const button = await until(() => named("button", "Find what to leave out"), "a late project");
      const panel = button.closest("section, .panel");
      const start = performance.now();
      button.click();
      await until(() => panel.querySelector(".payments li, .outlook__quiet:not(:empty)"), "a first line");
      const first = performance.now() - start;
      await until(() => !panel.querySelector("[role=progressbar], progress"), "the whole list");
      return { first, all: performance.now() - start };
    },
  });
}
