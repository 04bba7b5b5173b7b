// When to ask again: FSRS over whole study days, with a little spread that is the same on every computer. This is what
// quizgen/study/schedule.py does, number by number.
const ROLLOVER_HOURS = 4, LONGEST_INTERVAL = 36500, CLOCKS_DIFFER = 24 * 3600000;
const SPREAD = [[2.5, 7, .15], [7, 20, .1], [20, LONGEST_INTERVAL, .05]];
const AGAIN = 1, HARD = 2, GOOD = 3, EASY = 4;
const FIRST_ORDINAL = 719163;  // 1 January 1970, counted from 1 January of the year 1

// The study day of a moment in milliseconds: the date on the learner's clock, four hours earlier.
function studyDay(at) {
  const clock = new Date(at);
  const shown = Date.UTC(clock.getFullYear(), clock.getMonth(), clock.getDate(), clock.getHours() - ROLLOVER_HOURS);
  return Math.floor(shown / 86400000) + FIRST_ORDINAL;
}

const dateOf = day => new Date((day - FIRST_ORDINAL) * 86400000);

const stamp = parameters =>
  `{"fsrs":"ts-fsrs ${FSRS.FSRSVersion.split(" ")[0].replace(/^v/, "")}","retention":${DATA.retention},` +
  `"parameters":${parameters ? JSON.stringify(parameters) : '"default"'}}`;

// The algorithm of a stamp; of one that cannot be read, the usual one.
const algorithms = new Map();
function algorithmOf(stamped) {
  if (algorithms.has(stamped)) return algorithms.get(stamped);
  const usual = { maximum_interval: LONGEST_INTERVAL, enable_fuzz: false, enable_short_term: true };
  let algorithm;
  try {
    const { retention, parameters } = JSON.parse(stamped);
    const own = parameters === "default" ? {} : { w: parameters };
    algorithm = new FSRS.FSRSAlgorithm({ ...usual, ...own, request_retention: retention });
  } catch {
    algorithm = new FSRS.FSRSAlgorithm({ ...usual, request_retention: DATA.retention });
  }
  algorithms.set(stamped, algorithm);
  return algorithm;
}

// The state of a card after it was graded on a study day; `before` is null for a new card.
function review(fact, way, before, day, grade, stamped) {
  const algorithm = algorithmOf(stamped);
  const at = before ? Math.max(day, before.last) : day;
  const memory = before ? { stability: before.stability, difficulty: before.difficulty } : null;
  const after = algorithm.next_state(memory, before ? at - before.last : 0, grade);
  const reps = before ? before.reps + 1 : 1;
  const interval = algorithm.next_interval(after.stability, 0);
  const forgotten = before && grade === AGAIN && at > before.last ? 1 : 0;
  return {
    fact, way, stability: after.stability, difficulty: after.difficulty, last: at,
    due: at + spread(interval, fact, way, reps), reps, lapses: (before ? before.lapses : 0) + forgotten,
    first: before ? before.first : day, grade,
  };
}

// An interval in days moved a little, by the card and the repetition alone.
function spread(interval, fact, way, reps) {
  if (interval < SPREAD[0][0]) return interval;
  const sum = SPREAD.reduce((days, [from, to, share]) => days + share * Math.max(0, Math.min(interval, to) - from), 0);
  const most = Math.max(1, Math.round(sum));
  const moved = interval - most + Number(draw(DATA.library, fact, way, String(reps)) % BigInt(2 * most + 1));
  return Math.max(1, Math.min(moved, LONGEST_INTERVAL));
}

// A number below 2**63 that depends on `parts` alone.
function draw(...parts) {
  const digest = sha256(new TextEncoder().encode(parts.join("\x1f")));
  return digest.slice(0, 8).reduce((number, byte) => number << 8n | BigInt(byte), 0n) >> 1n;
}

// SHA-256 (FIPS 180-4), as browsers offer their own only to pages from a server with a certificate.
const PRIMES = [];
for (let number = 2; PRIMES.length < 64; number++) if (PRIMES.every(prime => number % prime)) PRIMES.push(number);
const fraction = root => Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
const ROUNDS = PRIMES.map(prime => fraction(Math.cbrt(prime)));
const INITIAL = PRIMES.slice(0, 8).map(prime => fraction(Math.sqrt(prime)));
const turn = (word, by) => word >>> by | word << 32 - by;

function sha256(bytes) {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, bytes.length * 8);
  const hash = [...INITIAL];
  for (let start = 0; start < padded.length; start += 64) mixBlock(hash, view, start);
  const words = new DataView(new ArrayBuffer(32));
  hash.forEach((word, place) => words.setInt32(4 * place, word));
  return [...new Uint8Array(words.buffer)];
}

function mixBlock(hash, view, start) {
  const words = [];
  for (let place = 0; place < 64; place++) {
    if (place < 16) { words.push(view.getInt32(start + 4 * place)); continue; }
    const [far, near] = [words[place - 15], words[place - 2]];
    const low = turn(far, 7) ^ turn(far, 18) ^ far >>> 3, high = turn(near, 17) ^ turn(near, 19) ^ near >>> 10;
    words.push(words[place - 16] + low + words[place - 7] + high | 0);
  }
  let [a, b, c, d, e, f, g, h] = hash;
  for (let place = 0; place < 64; place++) {
    const chosen = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + ROUNDS[place] + words[place] | 0;
    const most = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, d + chosen | 0, c, b, a, chosen + most | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => { hash[place] = hash[place] + word | 0; });
}
