// The log of this library: every answer is a record that never changes, in the form of `quizgen log export`. Where the
// browser allows it, each lies in its storage under a key of its own, so that two open pages take nothing from another.
const HEADER = '{"quizgen":"reviews","version":1}';
const PREFIX = `quizgen ${DATA.library} `;
// The fields of an entry that are left out where they hold nothing.
const USUAL = { hinted: false };

const LOG = { session: new Map(), entry: new Map(), parameters: new Map() };
// Whether the browser keeps what is answered, and how many answers are in no file yet.
const KEPT = { trouble: "", unsaved: 0 };

function openLog() {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, place) => localStorage.key(place));
    for (const key of keys.filter(key => key.startsWith(PREFIX))) readKept(key);
    localStorage.setItem(`${PREFIX}open`, "");
    KEPT.unsaved = Number(localStorage.getItem(`${PREFIX}unsaved`)) || 0;
    navigator.storage?.persist?.().catch(() => {});
  } catch {
    KEPT.trouble = gettext("This browser keeps nothing here. Save your progress to a file before you close the page.");
  }
}

function readKept(key) {
  const sort = key.slice(PREFIX.length).split(" ", 1)[0];
  if (!SORTS.includes(sort)) return;
  const record = soundRecord(sort, localStorage.getItem(key));
  if (record) LOG[sort].set(record.id, record);
  else KEPT.trouble = gettext("One answer that was kept here can no longer be read; the others are there.");
}

// Adds a record; if the browser refuses, it is kept until the page is closed, and that is said.
function keep(sort, record) {
  LOG[sort].set(record.id, record);
  forget();
  try {
    localStorage.setItem(`${PREFIX}${sort} ${record.id}`, JSON.stringify(record));
  } catch {
    KEPT.trouble ||= gettext("This browser keeps nothing more. Save your progress to a file before you close the page.");
  }
}

// Whoever leaves is asked whether that is meant while answers are kept nowhere.
const askBeforeLeaving = event => {
  event.preventDefault();
  event.returnValue = "";  // older browsers ask for this
};

function countUnsaved(number) {
  KEPT.unsaved = number;
  if (KEPT.trouble && number) window.addEventListener("beforeunload", askBeforeLeaving);
  else window.removeEventListener("beforeunload", askBeforeLeaving);
  try {
    localStorage.setItem(`${PREFIX}unsaved`, String(number));
  } catch {
    // What keeps no answers has said so.
  }
}

let made = 0;
function newId(at) {
  const chance = crypto.getRandomValues(new Uint8Array(6));
  const hex = (number, digits) => number.toString(16).padStart(digits, "0");
  return hex(at, 12) + hex(made++, 8) + Array.from(chance, byte => hex(byte, 2)).join("");
}

// An entry in the order of its fields, without those that hold nothing.
function entryOf(fields) {
  const order = ["id", "at", "day", "session", "library", "mode", "kind", "voids", "question", "fact", "way", "grade",
    "fit", "given", "offered", "parts", "hinted", "took", "says", "scheduler"];
  const holds = (name, value) =>
    value !== undefined && value !== null && value !== USUAL[name] && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(order.filter(name => holds(name, fields[name])).map(name => [name, fields[name]]));
}

// Whether an entry is an answer, and none that amends another: as many as a learner has given.
const isAnswer = entry => entry.kind === "answer" && !entry.voids;

const byTime = (one, other) => one.at - other.at || (one.id < other.id ? -1 : 1);

// The entries that count: neither taken back nor replaced by a later one.
let counted = null, states = null;
function forget() {
  counted = states = null;
}
function standing() {
  if (!counted) {
    const entries = [...LOG.entry.values()];
    const voided = new Set(entries.map(entry => entry.voids).filter(Boolean));
    counted = entries.filter(entry => !voided.has(entry.id)).sort(byTime);
  }
  return counted;
}

const cardKey = (fact, way) => `${fact}/${way}`;

// The cards that were reviewed, by fact and way: what a replay of their reviews gives. What is dated ahead by more than
// a day was dated by a wrong clock.
function cards() {
  if (!states) {
    states = new Map();
    const until = Date.now() + CLOCKS_DIFFER;
    for (const { mode, kind, grade, fact, way, at, day, scheduler } of standing()) {
      if (mode !== "review" || kind !== "answer" || !grade || !fact || way === undefined || at > until) continue;
      const key = cardKey(fact, way);
      states.set(key, review(fact, way, states.get(key) ?? null, day, grade, scheduler ?? ""));
    }
  }
  return states;
}

// What the answers say of each fact: how often it was practised, when last, and whether it was missed since.
function practised() {
  const facts = new Map();
  for (const entry of standing()) {
    if (entry.kind !== "answer" || !entry.grade || !entry.fact) continue;
    const parts = entry.parts?.length ? entry.parts : [[entry.fact, entry.grade > AGAIN]];
    for (const [fact, isRight] of parts) addAnswer(facts, fact, isRight, entry);
  }
  return facts;
}

function addAnswer(facts, fact, isRight, { at, day, mode }) {
  const none = { times: 0, misses: 0, last: 0, missedAt: 0, missedDay: 0, knownAt: 0, knownDay: 0 };
  const of = facts.get(fact) ?? none;
  if (mode === "practice") of.times++;
  of.last = at;
  if (!isRight) { of.misses++; of.missedAt = at; of.missedDay = Math.max(of.missedDay, day); }
  if (isRight && mode === "practice") of.knownAt = at;
  if (isRight) of.knownDay = Math.max(of.knownDay, day);
  of.isMissed = of.missedAt > of.knownAt && of.missedDay >= of.knownDay;
  facts.set(fact, of);
}

// The parameters that were last fitted to this learner's reviews, or nothing for the usual ones.
function fittedParameters() {
  return [...LOG.parameters.values()].sort(byTime).at(-1)?.parameters;
}

// The practice that was begun last and is not at its end, if anything is left to ask.
function unfinished() {
  const ended = new Set();
  for (const entry of LOG.entry.values()) if (entry.kind === "end") ended.add(entry.session);
  const begun = [...LOG.session.values()].filter(({ id, mode }) => mode === "practice" && !ended.has(id));
  const last = begun.sort((one, other) => one.started - other.started).at(-1);
  if (!last || last.options?.includes("--exam")) return null;
  const entries = standing().filter(entry => entry.session === last.id && entry.question);
  const answered = new Set(entries.map(entry => entry.question));
  const left = (last.questions ?? []).filter(id => PLACE_OF.has(id) && !answered.has(id));
  return left.length ? { session: last, entries, left } : null;
}

// The whole log as text, sorted by time.
function logText() {
  const lines = [];
  for (const record of LOG.session.values()) lines.push([record.started, 0, record.id, { session: record }]);
  for (const record of LOG.entry.values()) lines.push([record.at, 1, record.id, { entry: record }]);
  for (const record of LOG.parameters.values()) lines.push([record.at, 2, record.id, { parameters: record }]);
  lines.sort((one, other) => one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : 1));
  return [HEADER, ...lines.map(line => JSON.stringify(line[3]))].join("\n") + "\n";
}

function logFile(ending, type) {
  const day = dateOf(studyDay(Date.now())).toISOString().slice(0, 10);
  return new File([logText()], `${DATA.library}-${day}${ending}`, { type });
}

function saveLog() {
  const link = document.createElement("a"), file = logFile(".jsonl", "application/x-ndjson");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
}

// Adds what a saved file holds of this library, and returns in a sentence how that went. A file with a line that cannot
// be read adds nothing.
function loadLog(text) {
  const [header, ...lines] = text.replace(/^\ufeff/, "").split(/\r?\n/);
  let head = null;
  try { head = JSON.parse(header); } catch { /* said below */ }
  if (head?.quizgen !== "reviews") return gettext("This file holds no progress that was saved here or by quizgen.");
  if (!(head.version <= 1)) return gettext("This file was saved by a newer quizgen.");
  const records = [];
  for (const [place, line] of lines.entries()) {
    if (!line.trim()) continue;
    const record = recordOf(line);
    if (!record) return gettext("Line {line} of this file cannot be read, so nothing was loaded.", { line: place + 2 });
    records.push(record);
  }
  return addRecords(records);
}

function addRecords(records) {
  const ours = records.filter(([, record]) => record.library === DATA.library), differ = [];
  let answers = 0;
  for (const [sort, record] of ours) {
    const known = LOG[sort].get(record.id);
    if (!known) { keep(sort, record); answers += isAnswer(record); }
    else if (JSON.stringify(known) !== JSON.stringify(record)) differ.push(record);
  }
  const said = [gettext("New answers: {number}.", { number: answers })];
  const others = records.length - ours.length;
  if (others) said.push(gettext("Left out, as they are about another library: {number}.", { number: others }));
  if (differ.length) said.push(gettext("Left out, as something else is kept here: {number}.", { number: differ.length }));
  return said.join(" ");
}
