// The page for when the app cannot start or cannot go on. Plain JavaScript on purpose: it has to
// work when nothing else does, so it uses nothing of the app.
//
// lastmileRescue(message)  replaces the page: what happened, when the project was last saved, a
//                          download of all raw data of this browser, and a reload. The app calls it
//                          after a panic and writes nothing from then on.
// lastmileRawData()        resolves to what the download contains.
// lastmileDownload()       downloads it.
//
// By itself it watches the start: `data-started` on the root element says that the app stands.
"use strict";
(() => {
  const PREFIX = "lastmile/";
  const DATABASE = "lastmile";
  const PATIENCE_MS = 20_000;
  const root = document.documentElement;
  const started = () => root.dataset.started !== undefined;

  /** Runs `read`, and says in words why it could not. A rescue gives what it can get. */
  const attempt = async (read) => {
    try {
      return await read();
    } catch (error) {
      return { unreadable: String(error) };
    }
  };

  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
      request.onblocked = () => reject(new Error("blocked by another tab"));
      // An absent database would be made by opening it: leave none behind.
      request.onupgradeneeded = () => request.transaction.abort();
    });

  const readLocalStorage = () => {
    const found = {};
    for (let i = 0; i < localStorage.length; i += 1) {
      const key = localStorage.key(i);
      // defineProperty: `__proto__` is an ordinary key here.
      if (key.startsWith(PREFIX)) {
        Object.defineProperty(found, key, { value: localStorage.getItem(key), enumerable: true });
      }
    }
    return found;
  };

  /** What JSON has no word for: bytes become base64 under `$bytes`. */
  const plain = (value) => {
    const buffer = value instanceof ArrayBuffer ? value : ArrayBuffer.isView(value) ? value.buffer : null;
    if (buffer === null) {
      return value;
    }
    const bytes = new Uint8Array(buffer, value.byteOffset ?? 0, value.byteLength);
    let text = "";
    for (const byte of bytes) {
      text += String.fromCharCode(byte);
    }
    return { $bytes: btoa(text) };
  };

  const readDatabase = async () => {
    const known = await indexedDB.databases?.();
    if (known && !known.some(({ name }) => name === DATABASE)) {
      return {};
    }
    const database = await answer(indexedDB.open(DATABASE));
    const found = {};
    for (const name of database.objectStoreNames) {
      found[name] = await attempt(async () => {
        const store = database.transaction(name).objectStore(name);
        const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
        return keys.map((key, i) => ({ key: plain(key), value: plain(values[i]) }));
      });
    }
    database.close();
    return found;
  };

  window.lastmileRawData = async () => ({
    what: "Everything that Lastmile keeps in this browser, as it lies there.",
    taken: new Date().toISOString(),
    page: location.href,
    localStorage: await attempt(readLocalStorage),
    indexedDB: await attempt(readDatabase),
  });

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const lastSaved = () => {
    let text = null;
    try {
      text = localStorage.getItem(`${PREFIX}last-saved`);
    } catch {
      return "This browser does not let the page read what it keeps.";
    }
    const time = new Date(text ?? NaN);
    return Number.isNaN(time.getTime())
      ? "When the project was last saved is not known."
      : `The project was last saved on ${time.toLocaleString(root.lang, { dateStyle: "long", timeStyle: "medium" })}.`;
  };

  const download = async (told) => {
    told.textContent = "Collecting…";
    const text = JSON.stringify(await window.lastmileRawData(), (_, value) => plain(value), 1);
    const link = element("a", {
      href: URL.createObjectURL(new Blob([text], { type: "application/json" })),
      download: `lastmile-raw-data-${new Date().toISOString().slice(0, 19).replaceAll(":", "-")}.json`,
    });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    told.textContent = "The file is on its way to your downloads.";
  };

  // The app's own download button.
  window.lastmileDownload = () => download({});

  const show = (heading, message) => {
    document.getElementById("rescue")?.remove();
    const told = element("p", { role: "status" });
    const title = element("h1", { tabIndex: -1 }, heading);
    const page = element(
      "main",
      { id: "rescue" },
      title,
      element("p", {}, message),
      element("p", {}, `${lastSaved()} What is kept in this browser has not been changed.`),
      element(
        "div",
        { className: "rescue-actions" },
        element("button", { type: "button", onclick: () => location.reload() }, "Reload the page"),
        element("button", { type: "button", onclick: () => download(told) }, "Download all raw data"),
      ),
      told,
    );
    return [page, title];
  };

  window.lastmileRescue = (message) => {
    const [page, title] = show("Lastmile had to stop", String(message));
    document.body.replaceChildren(page);
    title.focus();
  };

  // From here on: the start.

  /** A page beside the waiting one, since a late start may still come; it is taken away then. */
  const startFailed = (message) => {
    if (started()) {
      return;
    }
    const [page, title] = show("Lastmile did not start", message);
    document.getElementById("opening")?.remove();
    document.body.append(page);
    title.focus();
  };

  new MutationObserver((_, observer) => {
    if (started()) {
      observer.disconnect();
      document.getElementById("opening")?.remove();
      document.getElementById("rescue")?.remove();
    }
  }).observe(root, { attributeFilter: ["data-started"] });

  if (typeof WebAssembly !== "object") {
    startFailed("Lastmile needs WebAssembly, which this browser does not have or does not allow.");
    return;
  }

  // A part that does not load, or a script that fails before the app stands. The pause lets an
  // unrelated failure pass: an app that starts all the same takes the page away.
  const failed = (reason) => {
    if (!started()) {
      setTimeout(() => startFailed(`A part of the page could not be loaded or started: ${reason}`), 1_000);
    }
  };
  addEventListener(
    "error",
    ({ target, message }) => {
      if (target instanceof HTMLScriptElement) {
        failed(target.src || "the app's own script");
      } else if (message) {
        failed(message);
      }
    },
    true,
  );
  addEventListener("unhandledrejection", ({ reason }) => failed(String(reason)));
  setTimeout(
    () => startFailed("It is taking longer than it should. The page may still be loading: waiting a little does no harm."),
    PATIENCE_MS,
  );
})();
