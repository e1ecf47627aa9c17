// Mutation testing. Each mutant is one small change of one line; it is killed when a test fails or hangs. Survivors are printed:
// either a test is missing, or the change means nothing.
//   mutate.mjs [--file PATH] [--sample N] [--seed N]

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";

const build = resolve("build/dev");
const work = resolve("build/mutate");

/** All of a folder, so that a new file isn't forgotten. */
const allOf = (folder) =>
  readdirSync(folder).filter((name) => name.endsWith(".cpp") && name !== "test_defences.cpp").map((name) => basename(name, ".cpp"));

/** What is changed, by which tests it is judged (the quickest first: most mutants die there), and the library from which a changed
 * file is compiled: one with switches for the defences where the tests turn them. */
const parts = [
  {
    folder: "protocol/src/crypto", library: "sotto_crypto_test", switches: "test_defences.cpp", linkedInto: "test_defences",
    files: ["double_ratchet", "x3dh", "session", "session_record", "sender_key", "hybrid_session", "kem_ratchet",
      "kem_ratchet_record", "kem_record", "sealed_content", "content_seal", "incoming_message", "failure_throttle", "device_list"],
    tests: ["test_session", "test_hybrid_session", "test_content_layer", "test_defences", "test_failures", "test_hostile_input"],
  },
  {
    folder: "protocol/src/group", library: "sotto_group_test", switches: "test_defences.cpp", linkedInto: "test_group_attacks",
    files: allOf("protocol/src/group").filter((name) => name !== "secure_message"),
    tests: ["test_group_entry", "test_membership_log", "test_group_attacks", "test_post"],
  },
  {
    folder: "protocol/src/group", library: "sotto_group", linkedInto: "test_client_groups", files: ["secure_message"],
    tests: ["test_client_groups", "test_client_group_attacks"],
  },
  {
    folder: "protocol/src/client/groups", library: "sotto_client", linkedInto: "test_client_groups",
    files: allOf("protocol/src/client/groups"),
    tests: ["test_client_groups", "test_group_content", "test_open_groups", "test_group_history", "test_client_group_attacks"],
  },
];
const pathsOf = (part) => part.files.map((name) => `${part.folder}/${name}.cpp`);
const longestTest = 120_000;

const swaps = [
  [/ < /g, " <= "], [/ <= /g, " < "], [/ > /g, " >= "], [/ >= /g, " > "], [/ == /g, " != "], [/ != /g, " == "],
  [/ && /g, " || "], [/ \|\| /g, " && "], [/ \+ /g, " - "], [/ - /g, " + "], [/\btrue\b/g, "false"], [/\bfalse\b/g, "true"],
  [/\b1\b/g, "2"], [/\b0\b/g, "1"], [/if \(!/g, "if ("], [/return !/g, "return "],
  [/^\s*SOTTO_TRY\(.*\);$/g, ""], [/^\s*[a-z_.>-]+\(.*\);$/g, ""],
];
const isCode = (line) => !/^\s*(\/\/|#|\*|using |namespace |static_assert)/.test(line);

function mutantsOf(part, file) {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (!isCode(line)) return [];
    const code = line.replace(/\s*\/\/.*$/, "");
    return swaps.flatMap(([pattern, replacement]) =>
      [...code.matchAll(pattern)].map((match) => ({
        part, file, number: index + 1, before: code.trim(),
        after: code.slice(0, match.index) + replacement + code.slice(match.index + match[0].length),
      })));
  });
}

/** The same choice for the same seed. */
function sample(all, count, seed) {
  let state = BigInt(seed);
  const next = () => Number((state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)) >> 33n);
  const rest = [...all];
  const chosen = [];
  while (rest.length && chosen.length < count) chosen.push(...rest.splice(next() % rest.length, 1));
  return chosen;
}

const commands = (target) =>
  execFileSync("ninja", ["-C", build, "-t", "commands", target], { encoding: "utf8", maxBuffer: 1 << 26 }).trim().split("\n");
const withoutLauncher = (command) => command.replace(/^.*?ccache (?=\/)/, "");

/** How this source is compiled for the library with switches, writing to `object` instead. */
function compileCommand(part, file, source, object) {
  const compiled = commands(part.linkedInto).find(
    (command) => command.includes(`${part.library}.dir`) && command.includes(` -c `) && command.endsWith(`/${file}`));
  if (!compiled) throw new Error(`the build does not compile ${file}`);
  return withoutLauncher(compiled)
    .replace(/ -o \S+/, ` -o ${object}`).replace(/ -MD -MT \S+ -MF \S+/, "").replace(/ -Werror\b/, "").replace(/ -g1\b/, "")
    .replace(/ -c \S+$/, ` -w -I${resolve(part.folder)} -c ${source}`);
}

/** How the test is linked, with these objects in front of every library. */
function linkCommand(test, objects, program) {
  const linked = commands(test).find((command) => new RegExp(` -o \\S*/${test}(\\s|$)`).test(command) && !command.includes(" -c "));
  if (!linked) throw new Error(`the build does not link ${test}`);
  const call = linked.replace(/^: && /, "").replace(/ && :$/, "");
  return call.replace(/ -o (\S+)/, (_, old) => ` ${objects.join(" ")} -o ${program}`);
}

const shell = (command) => spawnSync("sh", ["-c", command], { cwd: build, encoding: "utf8" });

const switchesOf = (part) => (part.switches ? [`${work}/${part.library}-switches.o`] : []);

function judge(mutant) {
  const { part } = mutant;
  const source = `${work}/${basename(mutant.file)}`;
  const object = `${work}/mutant.o`;
  const lines = readFileSync(mutant.file, "utf8").split("\n");
  lines[mutant.number - 1] = mutant.after;
  writeFileSync(source, lines.join("\n"));
  if (shell(compileCommand(part, mutant.file, source, object)).status !== 0) return "does not compile";
  for (const test of part.tests) {
    const program = `${work}/${test}`;
    if (shell(linkCommand(test, [object, ...switchesOf(part)], program)).status !== 0) throw new Error(`${test} does not link`);
    const run = spawnSync(program, ["-maxwarnings", "1", "-silent"], { cwd: work, timeout: longestTest, stdio: "ignore" });
    if (run.status !== 0) return `killed by ${test}`;
  }
  return "survived";
}

function option(name, otherwise) {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
}

mkdirSync(work, { recursive: true });
const only = option("file");
if (only && !existsSync(only)) throw new Error(`there is no ${only}`);
const chosenParts = only ? parts.filter((part) => pathsOf(part).includes(only)) : parts;
if (!chosenParts.length) throw new Error(`${only} is in no part that is changed here`);
for (const part of chosenParts.filter(({ switches }) => switches)) {
  const switches = `${part.folder}/${part.switches}`;
  const compiled = shell(compileCommand(part, switches, resolve(switches), switchesOf(part)[0]));
  if (compiled.status !== 0) throw new Error(`the switches of ${part.folder} do not compile`);
}
const all = chosenParts.flatMap((part) => (only ? [only] : pathsOf(part)).flatMap((file) => mutantsOf(part, file)));
const chosen = sample(all, Number(option("sample", all.length)), Number(option("seed", 1)));
const counts = {};
const survivors = [];
for (const [index, mutant] of chosen.entries()) {
  const verdict = judge(mutant);
  const kind = verdict.split(" by ")[0];
  counts[kind] = (counts[kind] ?? 0) + 1;
  console.log(`${index + 1}/${chosen.length} ${mutant.file}:${mutant.number} ${verdict}`);
  if (verdict === "survived") {
    survivors.push(mutant);
    console.log(`    - ${mutant.before}\n    + ${mutant.after.trim() || "(nothing)"}`);
  }
}
const judged = chosen.length - (counts["does not compile"] ?? 0);
console.log(`${all.length} mutants, ${chosen.length} tried, ${judged} compile, ${counts.killed ?? 0} killed, ${survivors.length} survived`);
