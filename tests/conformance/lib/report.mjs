// SPDX-License-Identifier: GPL-3.0-or-later
// What came out: a matrix for the eye, JUnit XML and JSON for programs.
// @ts-check
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** @typedef {'passed' | 'failed' | 'not_offered' | 'not_applicable'} Outcome */
/** @typedef {{ case: string, pairing: string, outcome: Outcome, ms: number, message?: string, deviations: string[],
 *    seed: string }} Result */

/** @type {Record<Outcome, string>} */
const MARKS = { passed: 'ok', failed: 'FAIL', not_offered: 'n/o', not_applicable: '·' };

/** @param {Result} result */
const mark = (result) => (result.outcome === 'passed' && result.deviations.length > 0 ? 'ok*' : MARKS[result.outcome]);

/** Rows are cases, columns are ordered pairings. @param {Result[]} results */
export function matrix(results) {
  const cases = [...new Set(results.map((result) => result.case))];
  const pairings = [...new Set(results.map((result) => result.pairing))];
  const of = new Map(results.map((result) => [`${result.case}\n${result.pairing}`, result]));
  const rows = [
    ['case', ...pairings],
    ...cases.map((name) => [name, ...pairings.map((pairing) => {
      const result = of.get(`${name}\n${pairing}`);
      return result ? mark(result) : '';
    })]),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd());
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return `${lines.join('\n')}\n`;
}

/** @param {Result[]} results */
export function legend(results) {
  const deviations = [...new Set(results.flatMap((result) => result.deviations))].sort();
  const lines = ['ok passed   ok* passed, by the weaker expectation of its profile   n/o not offered   · concerns one implementation alone'];
  if (deviations.length > 0) lines.push('', 'Weaker expectations (*):', ...deviations.map((text) => `  ${text}`));
  return `${lines.join('\n')}\n`;
}

/** @param {Result[]} results */
export function totals(results) {
  const count = (/** @type {Outcome} */ outcome) => results.filter((result) => result.outcome === outcome).length;
  return { passed: count('passed'), failed: count('failed'), notOffered: count('not_offered') };
}

/** @param {string} text */
const xml = (text) => text
  // eslint-disable-next-line no-control-regex
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '?')
  .replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** One test suite per pairing, one test case per case. @param {Result[]} results */
export function junit(results) {
  const applicable = results.filter((result) => result.outcome !== 'not_applicable');
  const pairings = [...new Set(applicable.map((result) => result.pairing))];
  const suites = pairings.map((pairing) => suite(pairing, applicable.filter((result) => result.pairing === pairing)));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="conformance">\n${suites.join('')}</testsuites>\n`;
}

/** @param {string} pairing @param {Result[]} results */
function suite(pairing, results) {
  const { failed, notOffered } = totals(results);
  const seconds = results.reduce((sum, result) => sum + result.ms, 0) / 1000;
  const cases = results.map((result) => testcase(result)).join('');
  return `  <testsuite name="conformance ${xml(pairing)}" tests="${results.length}" failures="${failed}" errors="0" `
    + `skipped="${notOffered}" time="${seconds.toFixed(3)}">\n${cases}  </testsuite>\n`;
}

/** @param {Result} result */
function testcase(result) {
  const open = `    <testcase classname="conformance.${xml(result.pairing)}" name="${xml(result.case)}" time="${(result.ms / 1000).toFixed(3)}"`;
  const message = xml(result.message ?? '');
  if (result.outcome === 'failed') {
    return `${open}>\n      <failure message="${message}">seed ${xml(result.seed)}</failure>\n    </testcase>\n`;
  }
  if (result.outcome === 'not_offered') return `${open}>\n      <skipped message="not offered: ${message}"/>\n    </testcase>\n`;
  if (result.deviations.length === 0) return `${open}/>\n`;
  return `${open}>\n      <system-out>${xml(result.deviations.join('\n'))}</system-out>\n    </testcase>\n`;
}

/** @param {string} folder @param {Result[]} results */
export async function writeJunit(folder, results) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'conformance.xml'), junit(results));
}
