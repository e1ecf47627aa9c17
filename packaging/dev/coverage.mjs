// What gcov counted, added up for each folder of protocol/.
//   coverage.mjs BUILD-FOLDER
// A line is covered when any test ran it; a branch when any test took it. Branches that only an exception takes are not counted:
// protocol/ throws none of its own.

import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(process.argv[3] ?? ".");
const build = resolve(process.argv[2] ?? "build/coverage");

function countersIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".gcda"))
    .map((name) => join(folder, name));
}

/** What gcov says of one object, as { file, lines }[]. The compiler names files by their place in the checkout. */
function readCounters(path) {
  const text = execFileSync("gcov", ["--json-format", "--branch-probabilities", "--stdout", path], {
    cwd: build, encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"],
  });
  return text.split("\n").filter(Boolean).flatMap((line) => {
    const parsed = JSON.parse(line);
    return parsed.files.map((file) => ({ file: resolve(root, file.file), lines: file.lines }));
  });
}

/** files: path -> line number -> { count, branches: number[] }, over all objects. */
function merge(files, { file, lines }) {
  const merged = files.get(file) ?? files.set(file, new Map()).get(file);
  for (const { line_number, count, branches } of lines) {
    const line = merged.get(line_number) ?? merged.set(line_number, { count: 0, branches: [] }).get(line_number);
    line.count += count;
    branches.filter((branch) => !branch.throw).forEach((branch, i) => { line.branches[i] = (line.branches[i] ?? 0) + branch.count; });
  }
}

function sum(lines) {
  const all = [...lines.values()];
  const branches = all.flatMap((line) => line.branches);
  return {
    lines: all.length, run: all.filter((line) => line.count > 0).length,
    branches: branches.length, taken: branches.filter((count) => count > 0).length,
  };
}

const add = (a, b) => Object.fromEntries(Object.keys(b).map((key) => [key, (a[key] ?? 0) + b[key]]));
const percent = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : "-").padStart(8);
const row = (name, s) =>
  `${name.padEnd(36)} ${String(s.run).padStart(6)} of ${String(s.lines).padStart(6)} lines ${percent(s.run, s.lines)}` +
  `   ${String(s.taken).padStart(6)} of ${String(s.branches).padStart(6)} branches ${percent(s.taken, s.branches)}`;

const files = new Map();
for (const path of countersIn(join(build, "protocol"))) {
  for (const counted of readCounters(path)) {
    if (relative(root, counted.file).startsWith("protocol/")) merge(files, counted);
  }
}
if (!files.size) {
  console.error(`error: no counters in ${build}; ./dev coverage makes them`);
  process.exit(1);
}
const folders = new Map();
for (const [file, lines] of files) {
  const folder = relative(root, dirname(file));
  folders.set(folder, add(folders.get(folder) ?? {}, sum(lines)));
}
for (const [folder, counted] of [...folders].sort()) console.log(row(folder, counted));
console.log(row("protocol", [...folders.values()].reduce(add)));
const worst = [...files].map(([file, lines]) => ({ file: relative(root, file), ...sum(lines) }))
  .filter(({ run, lines }) => run < lines).sort((a, b) => b.lines - b.run - (a.lines - a.run)).slice(0, 10);
console.log("\nmost lines that no test runs:");
for (const { file, ...counted } of worst) console.log(row(`  ${file.replace("protocol/", "")}`, counted));
