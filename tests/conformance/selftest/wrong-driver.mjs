// SPDX-License-Identifier: GPL-3.0-or-later
// A driver with one defect as a program: node wrong-driver.mjs DEFECT COMMAND, where COMMAND starts the good driver.
// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { DEFECTS, spoiltAnswer } from './defects.mjs';

const [defectName, command] = process.argv.slice(2);
const make = DEFECTS[defectName];
if (!make || !command) {
  process.stderr.write(`Usage: wrong-driver.mjs DEFECT COMMAND; defects: ${Object.keys(DEFECTS).join(', ')}\n`);
  process.exit(2);
}
const defect = make();
const child = spawn('/bin/sh', ['-c', `exec ${command}`], { stdio: ['pipe', 'pipe', 'inherit'] });
/** @type {Array<(line: string) => void>} */
const waiting = [];
createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line));

/** @param {string} line @returns {Promise<string>} */
const pass = (line) => new Promise((resolve) => {
  waiting.push(resolve);
  child.stdin.write(`${line}\n`);
});

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${await spoiltAnswer(defect, line, pass)}\n`);
}
child.stdin.end();
