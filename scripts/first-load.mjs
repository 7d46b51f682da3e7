// What counts as the first load, for scripts/size and scripts/measure.

/** In the page: the files that were asked for until the app stood, beside the page itself. */
export const FIRST_LOAD = `
  const started = performance.getEntriesByName("started")[0].startTime;
  const files = performance.getEntriesByType("resource").filter((file) => file.startTime <= started);
  return [...new Set(["index.html", ...files.map((file) => new URL(file.name).pathname.slice(1))])]`;
