// SPDX-License-Identifier: GPL-3.0-or-later
// A driver under test: one process, one line of JSON each way.
// @ts-check
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The driver answered with an error. */
export class Refused extends Error {
  /** @param {string} code @param {string} sentence @param {string} command */
  constructor(code, sentence, command) {
    super(`${command} was refused: ${sentence} (${code})`);
    this.code = code;
  }
}

/** The driver doesn't offer a command: the case counts as not offered, neither passed nor failed. */
export class NotOffered extends Error {}

/** The driver exited, answered no JSON or didn't answer in time. Whatever the case, that is a failure. */
export class DriverBroke extends Error {}

const ANSWER_TIMEOUT_MS = 60_000;
const STDERR_KEPT = 4_000;

export class Driver {
  /** @param {string} name @param {string} command as for a POSIX shell */
  constructor(name, command) {
    this.name = name;
    this.command = command;
    /** @type {import('node:child_process').ChildProcessWithoutNullStreams | undefined} */
    this.process = undefined;
    /** @type {Array<{ resolve: (line: string) => void, reject: (error: Error) => void }>} */
    this.waiting = [];
    this.stderr = '';
    this.requests = 0;
  }

  start() {
    if (this.process) return;
    const child = spawn('/bin/sh', ['-c', `exec ${this.command}`], { stdio: 'pipe' });
    this.process = child;
    this.stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      this.stderr = (this.stderr + chunk).slice(-STDERR_KEPT);
    });
    child.stdin.on('error', () => {});   // its exit is reported below
    createInterface({ input: child.stdout, crlfDelay: Infinity }).on('line', (line) => this.waiting.shift()?.resolve(line));
    child.on('error', (error) => this.abandon(child, error.message));
    child.on('close', (code, signal) => this.abandon(child, `it exited (${signal ?? code})`));
  }

  /** @param {unknown} child @param {string} why */
  abandon(child, why) {
    if (this.process !== child) return;
    this.process = undefined;
    const waiting = this.waiting;
    this.waiting = [];
    const detail = this.stderr.trim() ? `; its last words: ${this.stderr.trim().slice(-600)}` : '';
    for (const { reject } of waiting) reject(new DriverBroke(`${this.name} broke: ${why}${detail}`));
  }

  /** Sends a line as it is. @param {string} line @returns {Promise<Record<string, unknown>>} */
  async raw(line) {
    this.start();
    const child = /** @type {NonNullable<Driver['process']>} */ (this.process);
    this.requests += 1;
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const answer = await new Promise((resolve, reject) => {
      this.waiting.push({ resolve, reject });
      timer = setTimeout(() => {
        this.abandon(child, `no answer within ${ANSWER_TIMEOUT_MS / 1000} s`);
        child.kill('SIGKILL');
      }, ANSWER_TIMEOUT_MS);
      child.stdin.write(`${line}\n`);
    }).finally(() => clearTimeout(timer));
    return this.parse(answer);
  }

  /** @param {string} line */
  parse(line) {
    try {
      const answer = JSON.parse(line);
      if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer;
    } catch { /* told below */ }
    throw new DriverBroke(`${this.name} answered something that is no JSON object: ${line.slice(0, 200)}`);
  }

  /** @param {Record<string, unknown>} request */
  async request(request) {
    const answer = await this.raw(JSON.stringify(request));
    if (!('error' in answer)) return answer;
    if (answer.code === 'unsupported') throw new NotOffered(`${request.cmd} is not offered by ${this.name}`);
    if (typeof answer.error !== 'string' || typeof answer.code !== 'string') {
      throw new DriverBroke(`${this.name} answered an error without a sentence and a code: ${JSON.stringify(answer)}`);
    }
    throw new Refused(answer.code, answer.error, String(request.cmd));
  }

  /** Ends the process; the next request starts another one, which knows nothing. */
  async stop() {
    const child = this.process;
    if (!child) return;
    this.process = undefined;
    const closed = new Promise((resolve) => child.once('close', resolve));
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
    await closed;
    clearTimeout(timer);
  }
}
