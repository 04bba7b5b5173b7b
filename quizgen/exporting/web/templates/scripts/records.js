// What a record of the log may hold, whoever brings it: this browser's storage, or a file. As quizgen/study/records.py has
// it; what could not be counted later would leave nothing of the page but an error.
const isText = value => typeof value === "string", isId = value => isText(value) && value !== "";
const isTruth = value => typeof value === "boolean";
const isWhole = (least, most) => value => Number.isInteger(value) && least <= value && value <= most;
const isOneOf = (...words) => value => words.includes(value);
const isListOf = isIt => value => Array.isArray(value) && value.every(isIt);
const isPart = value => Array.isArray(value) && value.length === 2 && isId(value[0]) && isTruth(value[1]);

const LAST_DAY = 3600000, LAST_MOMENT = 253402300799999 - 4 * 86400000;
const MAY_HOLD = {
  id: isId, library: isId, session: isId, voids: isId,
  question: isText, fact: isText, way: isText, given: isText, says: isText, seed: isText, version: isText,
  scheduler: isText, questions: isListOf(isText), options: isListOf(isText), offered: isListOf(isText),
  at: isWhole(0, LAST_MOMENT), started: isWhole(0, LAST_MOMENT), day: isWhole(1, LAST_DAY),
  took: isWhole(0, 2 ** 53), reviews: isWhole(0, 2 ** 53), grade: isWhole(1, 4),
  mode: isOneOf("practice", "review"), kind: isOneOf("answer", "skip", "undo", "end"),
  fit: isOneOf("exact", "alias", "near", "wrong", "unclear", "judged", "appealed"), hinted: isTruth, parts: isListOf(isPart), parameters: isListOf(Number.isFinite),
};
const MUST_HOLD = {
  session: ["id", "library", "mode", "started"],
  entry: ["id", "at", "day", "session", "library", "mode", "kind"],
  parameters: ["id", "at", "library", "parameters"],
};
const SORTS = Object.keys(MUST_HOLD);

const isSound = (sort, record) => MUST_HOLD[sort].every(name => Object.hasOwn(record, name))
  && Object.entries(record).every(([name, value]) => Object.hasOwn(MAY_HOLD, name) && MAY_HOLD[name](value));

// The record of a sort that a text holds as JSON, or nothing where it holds none.
function soundRecord(sort, text) {
  try {
    const record = JSON.parse(text);
    return isSound(sort, record) ? record : null;
  } catch {
    return null;
  }
}

// The sort and the record of a line of a file, or nothing where it is no such line.
function recordOf(line) {
  try {
    const [[sort, record], ...more] = Object.entries(JSON.parse(line));
    return !more.length && SORTS.includes(sort) && isSound(sort, record) ? [sort, record] : null;
  } catch {
    return null;
  }
}
