// What scripts/measure does inside the page. The function is sent there as text and runs before the
// page's own scripts, so it uses nothing from outside itself.

export function pageTools() {
  const pause = (milliseconds) => new Promise((next) => setTimeout(next, milliseconds));
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  /** When what was just done is on the screen: two animation frames, 33 ms at most without work. */
  const painted = async () => {
    await frame();
    await frame();
    return performance.now();
  };
  /** Resolves in a task of its own, after all microtasks of the present one. */
  const nextTask = () =>
    new Promise((next) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => next(performance.now());
      port2.postMessage(null);
    });
  const until = async (condition, what) => {
    const end = performance.now() + 120_000;
    for (;;) {
      const found = condition();
      if (found) return found;
      if (performance.now() > end) throw new Error(`In vain: ${what}`);
      await pause(5);
    }
  };
  const named = (selector, name) =>
    [...document.querySelectorAll(selector)].find((element) => (element.ariaLabel ?? element.innerText).trim() === name);
  const press = (target, key, more = {}) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, composed: true, ...more }));
  const type = (field, text) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const rows = () => document.querySelectorAll("[role=row][data-task]");

  // The storage: what is written, and how much there is at its highest.
  const writes = [];
  const held = new Map();
  let total = 0;
  let peak = 0;
  const note = (key, length) => {
    total += length - (held.get(key) ?? 0);
    length ? held.set(key, length) : held.delete(key);
    peak = Math.max(peak, total);
  };
  const isOwn = (key) => key.startsWith("lastmile/") && key !== "lastmile/ballast";
  const { setItem, removeItem } = Storage.prototype;
  try {
    Object.entries(localStorage).forEach(([key, text]) => isOwn(key) && note(key, key.length + text.length));
  } catch {
    // The empty page before the first has no storage.
  }
  Storage.prototype.setItem = function (key, text) {
    setItem.call(this, key, text);
    if (isOwn(key)) {
      note(key, key.length + text.length);
      writes.push({ key, length: key.length + text.length });
    }
  };
  Storage.prototype.removeItem = function (key) {
    removeItem.call(this, key);
    if (isOwn(key)) note(key, 0);
    writes.push({ key, length: 0 });
  };

  const longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  /** The longest time in which a timer could not come through; timers alone come every 4 ms. */
  const beat = () => {
    let last = performance.now();
    let longest = 0;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 1);
    return () => {
      clearInterval(timer);
      return Math.max(longest, performance.now() - last);
    };
  };

  const usable = new Promise((done) => {
    const observer = new MutationObserver(async () => {
      if (document.documentElement?.dataset.started !== undefined) {
        observer.disconnect();
        done(await painted());
      }
    });
    observer.observe(document, { attributes: true, childList: true, subtree: true, attributeFilter: ["data-started"] });
  });

  const addOne = async (number) => {
    const field = named("input", "Add a task") ?? document.querySelector("section[aria-label='Add tasks'] input");
    field.focus();
    type(field, `Measured task number ${number}`);
    await pause(100);
    await painted();
    // A key comes in a task of its own: in the last one the layout and paint of its frame would follow.
    await nextTask();
    const start = performance.now();
    const task = nextTask();
    press(field, "Enter");
    const handler = performance.now() - start;
    const shown = painted();
    const blocked = (await task) - start;
    const end = (await shown) - start;
    if (field.value !== "") throw new Error(`No task was added: ${document.body.innerText.slice(-300)}`);
    return { handler, blocked, painted: end };
  };

  const editTitle = async (text) => {
    const cell = await until(() => document.querySelector("[role=gridcell][data-column=title]"), "a cell");
    cell.focus();
    press(cell, "F2");
    const field = await until(() => cell.querySelector("input"), "the field of the cell");
    await painted();
    type(field, text);
    await nextTask();
    const start = performance.now();
    const task = nextTask();
    press(field, "Enter");
    const blocked = (await task) - start;
    await until(() => !document.querySelector("[role=gridcell] input:not([type=checkbox])"), "the end of the editing");
    return blocked;
  };

  const scrolled = async (list, milliseconds, step) => {
    list.scrollTop = 0;
    await pause(300);
    const frames = [];
    const way = list.scrollHeight - list.clientHeight;
    const start = performance.now();
    let last = await frame();
    while (last - start < milliseconds) {
      list.scrollTop = step ? list.scrollTop + step : (way * (last - start)) / milliseconds;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    return frames;
  };

  window.measure = {
    pause,
    painted,
    until,
    press,
    named,
    usable,
    never: new Promise(() => {}),
    units: () => ({ own: total }),
    project: () => location.hash.split("/")[1],
    async import(project) {
      const file = new File([JSON.stringify(project)], "measured.json", { type: "application/json" });
      const given = new DataTransfer();
      given.items.add(file);
      const field = await until(() => document.querySelector("input[type=file]"), "the field for a file");
      field.files = given.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      const button = await until(() => named("button", "Import project"), "the preview of the file");
      await painted();
      const start = performance.now();
      button.click();
      await until(() => location.hash.split("/")[2] && document.querySelector("main h1"), "the imported project");
      const end = await painted();
      location.hash = `${location.hash.split("/").slice(0, 2).join("/")}/audit`;
      await until(() => rows().length > 0, "rows of the imported project");
      await pause(3000);
      return end - start;
    },
    async emptyFrames(times) {
      const took = [];
      for (let i = 0; i < times; i += 1) {
        await pause(20);
        const start = performance.now();
        took.push((await painted()) - start);
      }
      return took;
    },
    async addTasks(times) {
      const took = [];
      for (let i = 0; i < times; i += 1) {
        took.push(await addOne(i));
        await pause(100);
      }
      return took;
    },
    async editTitles(times) {
      const [journal, other, blocked] = [[], [], []];
      for (let i = 0; i < times; i += 1) {
        writes.length = 0;
        blocked.push(await editTitle(`A title of about forty characters no. ${i}`));
        await pause(300);
        const sum = (of) => writes.filter(of).reduce((sum, { length }) => sum + length, 0);
        journal.push(sum(({ key }) => key.includes("/j/")));
        other.push(sum(({ key }) => !key.includes("/j/") && !key.includes("/s/")));
      }
      return { journal, other, blocked };
    },
    async openProject(id) {
      const end = beat();
      const start = performance.now();
      location.hash = `#/${id}/audit`;
      await until(() => rows().length > 0, "rows of the project");
      const shown = (await painted()) - start;
      return { painted: shown, block: end() };
    },
    /** Scrolls the list in sight: so many pixels a frame, or with 0 from end to end. */
    async scroll(milliseconds, step) {
      const list = document.querySelector("[role=treegrid]");
      const frames = await scrolled(list, milliseconds, step);
      const row = list.querySelector("[data-row], [data-task]").getBoundingClientRect().height;
      return { frames, rows: Math.round(list.scrollTop / row) };
    },
    /** The same with a box of the same size that has nothing in it: what the machine takes anyway. */
    async emptyScroll(milliseconds, step) {
      const list = document.querySelector("[role=treegrid]");
      const { x, y, width, height } = list.getBoundingClientRect();
      const [box, inside] = [document.createElement("div"), document.createElement("div")];
      const place = { position: "fixed", left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` };
      Object.assign(box.style, { ...place, overflow: "auto", background: "white", zIndex: 9 });
      inside.style.height = `${list.scrollHeight}px`;
      box.append(inside);
      document.body.append(box);
      const frames = await scrolled(box, milliseconds, step);
      box.remove();
      return frames;
    },
    async compact(edits) {
      writes.length = 0;
      const isSnapshot = ({ key }) => key.includes("/s/");
      let before = total;
      for (let i = 0; i < edits && !writes.some(isSnapshot); i += 1) {
        before = total;
        longTasks.length = 0;
        peak = total;
        await editTitle(`Title number ${i} of many in a row, ${(i * 2654435761) % 99991}`);
      }
      const end = beat();
      await until(() => writes.some(isSnapshot), "a snapshot");
      let seen = -1;
      while (seen !== writes.length) {
        seen = writes.length;
        await pause(3000);
      }
      return { before, peak, after: total, block: end(), longTasks };
    },
  };
}
