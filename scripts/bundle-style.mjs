// Makes two minified style sheets of everything in style/, in target/style: lastmile.css for what the
// first screen shows, and places.css for the rest, which is loaded with the first part that is drawn
// (scripts/split-page.mjs).
//
// A sheet takes part by lying there. The order of the layers is in style/order.css, and within a layer
// sheets are taken by name, those of the first screen first.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAsync } from "lightningcss";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const style = join(root, "style");
const out = join(root, "target/style");
const minify = process.env.TRUNK_PROFILE !== "debug";

const first = ["order.css", "tokens.css", "base.css"];
const last = ["states.css"];
/** What no first screen shows. */
const LATE = /^views\/(?!shell\.|home\.)|^components\/(chart|combobox|inline_edit|segmented_control|stat_tile|tabs|why|windowed_list)\./;

/** Every sheet below `folder`, in the order in which it is bundled. */
function sheets(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".css"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
  const rank = (name) => (first.includes(name) ? first.indexOf(name) : last.includes(name) ? 99 : 50);
  return found.sort((a, b) => rank(a) - rank(b));
}

// The index of a bundle exists only here, in memory.
const index = join(style, "(these sheets)");

async function bundle(name, taken) {
  const imports = taken.map((sheet) => `@import "./${sheet}";`).join("\n");
  const { code, warnings } = await bundleAsync({
    filename: index,
    minify,
    resolver: {
      read: (file) => (file === index ? imports : readFileSync(file, "utf8")),
      resolve: (specifier, from) => resolve(dirname(from), specifier),
    },
  });
  for (const warning of warnings) {
    console.error(`style: ${warning.message} (${warning.loc?.filename ?? "?"}:${warning.loc?.line ?? "?"})`);
  }
  writeFileSync(join(out, name), code);
}

try {
  mkdirSync(out, { recursive: true });
  const all = sheets(style);
  await bundle("lastmile.css", all.filter((sheet) => !LATE.test(sheet)));
  await bundle("places.css", all.filter((sheet) => LATE.test(sheet)));
} catch (error) {
  const where = error.fileName ? ` in ${relative(root, error.fileName)}:${error.loc?.line ?? "?"}` : "";
  console.error(`The style sheets could not be bundled${where}: ${error.message}`);
  process.exit(1);
}
