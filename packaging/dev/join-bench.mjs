// join-bench.mjs FOLDER: one JSON object of all measurements, with the machine and the commit they belong to.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";

const folder = process.argv[2];
const measurements = Object.fromEntries(
  readdirSync(folder).sort().map((name) => [name.replace(/\.json$/, ""), JSON.parse(readFileSync(join(folder, name), "utf8"))]),
);
const git = (...words) => execFileSync("git", words, { encoding: "utf8" }).trim();
const report = {
  commit: git("rev-parse", "HEAD"),
  uncommitted_changes: git("status", "--porcelain", "--untracked-files=no") !== "",
  machine: { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, memory_mib: Math.round(totalmem() / 2 ** 20), kernel: release() },
  when: new Date().toISOString(),
  measurements,
};
console.log(JSON.stringify(report, null, 2));
