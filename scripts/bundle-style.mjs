// Makes one minified style sheet of everything in style/: target/style/lastmile.css.
//
// A sheet takes part by lying there; no list has to be kept. The order of the layers is in
// style/order.css, and within a layer sheets are taken by name.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleAsync } from "lightningcss";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const style = join(root, "style");
const out = join(root, "target/style/lastmile.css");
const minify = process.env.TRUNK_PROFILE !== "debug";

const first = ["order.css", "tokens.css", "base.css"];
const last = ["states.css"];

/** Every sheet below `folder`, in the order in which it is bundled. */
function sheets(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".css"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/"))
    .sort();
  const rank = (name) => (first.includes(name) ? first.indexOf(name) : last.includes(name) ? 99 : 50);
  return found.sort((a, b) => rank(a) - rank(b));
}

// The index exists only here, in memory.
const index = join(style, "(every sheet)");
const imports = sheets(style).map((name) => `@import "./${name}";`).join("\n");

try {
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
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, code);
} catch (error) {
  const where = error.fileName ? ` in ${relative(root, error.fileName)}:${error.loc?.line ?? "?"}` : "";
  console.error(`The style sheets could not be bundled${where}: ${error.message}`);
  process.exit(1);
}
