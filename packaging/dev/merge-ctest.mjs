// merge-ctest.mjs CTEST.xml QT_TESTS_FOLDER OUT_FOLDER
// ctest knows programs, Qt Test knows functions. Copies the functions' results where a program left them in whole;
// a program that ended badly without a failed function (crash, time-out) stays as one failed test.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [ctestFile, qtFolder, outFolder] = process.argv.slice(2);
const ctest = readFileSync(ctestFile, "utf8");
const bookkeeping = /<testcase\b[^>]*\bname="(?:initTestCase|cleanupTestCase)"[^>]*(?:\/>|>\s*<\/testcase>)/g;
const remaining = [];

for (const [whole, tag] of ctest.matchAll(/<testcase\b((?:[^>"]|"[^"]*")*?)(?:\/>|>[\s\S]*?<\/testcase>)/g)) {
  const name = /\sname="([^"]*)"/.exec(tag)?.[1] ?? "";
  const passed = /\sstatus="run"/.test(tag) && !/<(failure|error)\b/.test(whole);
  const functions = join(qtFolder, `${name}.xml`);
  const xml = existsSync(functions) ? readFileSync(functions, "utf8") : "";
  const complete = /<\/testsuite>\s*(<\/testsuites>)?\s*$/.test(xml);
  const explainsItself = complete && (passed || /<(failure|error)\b/.test(xml));
  if (explainsItself) writeFileSync(join(outFolder, `${name}.xml`), xml.replace(bookkeeping, ""));
  else remaining.push(whole);
}
if (remaining.length) writeFileSync(join(outFolder, "programs.xml"), `<testsuites><testsuite>${remaining.join("\n")}</testsuite></testsuites>\n`);
