// Sums the JUnit files of the runners.
//   count-tests.mjs RESULTS         every runner; prints the failed tests, then "N passed, N failed"
//   count-tests.mjs --one RESULTS/RUNNER   one runner; prints its line
// Exit code 1 if anything failed or nothing ran.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";

const entities = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };
const decode = (text) => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => entities[name]);
const attribute = (tag, name) => decode(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "");

function xmlFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(".xml") && statSync(path).isFile());
}

/** Every <testcase> of one file as { name, state, why }. */
export function testCases(xml) {
  const cases = [];
  const withoutOutput = xml.replace(/<system-(out|err)>[\s\S]*?<\/system-\1>/g, "");
  for (const [, tag, body = ""] of withoutOutput.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)) {
    const failure = /<(?:failure|error)\b((?:[^>"]|"[^"]*")*)>/.exec(body);
    const skipped = /<skipped\b/.test(body) || attribute(tag, "status") === "notrun" || attribute(tag, "status") === "disabled";
    const state = failure ? "failed" : skipped ? "skipped" : "passed";
    const name = [attribute(tag, "classname"), attribute(tag, "name")].filter(Boolean).join(" > ");
    cases.push({ name, state, why: failure ? attribute(failure[1], "message").split("\n")[0].slice(0, 200) : "" });
  }
  return cases;
}

function countRunner(folder) {
  const runner = basename(folder);
  const cases = xmlFiles(folder).flatMap((path) => testCases(readFileSync(path, "utf8")));
  const status = existsSync(`${folder}.status`) ? Number(readFileSync(`${folder}.status`, "utf8")) : 1;
  const failedCases = cases.filter((one) => one.state === "failed");
  if (cases.every((one) => one.state === "skipped")) {
    failedCases.push({ name: runner, why: `ran no test (exit code ${status})` });
  } else if (status !== 0 && failedCases.length === 0) {
    failedCases.push({ name: runner, why: `ended with exit code ${status} though no test failed` });
  }
  const count = (state) => cases.filter((one) => one.state === state).length;
  return { runner, passed: count("passed"), skipped: count("skipped"), failedCases };
}

const line = ({ passed, failedCases, skipped }) =>
  `${passed} passed, ${failedCases.length} failed${skipped ? ` (${skipped} skipped)` : ""}`;

function main([first, second]) {
  if (first === "--one") {
    const result = countRunner(second);
    console.log(`  ${line(result)}`);
    return result.failedCases.length ? 1 : 0;
  }
  const folders = readdirSync(first)
    .map((name) => join(first, name))
    .filter((path) => statSync(path).isDirectory());
  const results = folders.map(countRunner);
  for (const { runner, failedCases } of results) {
    for (const { name, why } of failedCases) console.log(`failed: ${runner}: ${name}${why ? `: ${why}` : ""}`);
  }
  const sum = (pick) => results.reduce((total, result) => total + pick(result), 0);
  const passed = sum((result) => result.passed);
  const failed = sum((result) => result.failedCases.length);
  const skipped = sum((result) => result.skipped);
  if (skipped) console.log(`${skipped} skipped`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

if (process.argv[1]?.endsWith("count-tests.mjs")) {
  process.exitCode = main(process.argv.slice(2));
}
