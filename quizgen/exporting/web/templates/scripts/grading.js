// Whether a typed answer is right: letter by letter by the forms that are listed, whatever its capitals, its spaces and
// how a telephone writes quotation marks and dashes; or near enough to a number.
function normal(text) {
  return text.normalize("NFC").toLowerCase().replace(/[’‘ʼ`´]/g, "'").replace(/[“”„]/g, '"').replace(/[‐‑–—−]/g, "-")
    .replace(/\s+/gu, " ").trim();
}

// An answer without the full stop that a telephone writes at a second space.
const readings = text => [normal(text), normal(text).replace(/\s*[.]$/, "")];

const matches = (text, forms) => {
  const typed = readings(text);
  return forms.some(form => typed.includes(normal(form)));
};

// The number that a text begins with, without its unit, or nothing. A comma stands before decimals, unless it parts
// thousands as the language of the page does.
function numberIn(text, unit) {
  const typed = normal(text), end = normal(unit);
  const bare = (end && typed.endsWith(end) ? typed.slice(0, -end.length) : typed).replace(/[\s'_]/g, "");
  const parts = new Intl.NumberFormat(DATA.language).formatToParts(1234567.8);
  const sign = type => parts.find(part => part.type === type)?.value ?? "";
  const [group, decimal] = [sign("group"), sign("decimal")];
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group || ","}\\d{3})+(\\${decimal || "."}\\d+)?$`);
  const digits = grouped.test(bare) && group ? bare.replaceAll(group, "") : bare;
  const plainDigits = digits.replace(",", ".");
  return /^-?\d+([.]\d+)?$/.test(plainDigits) ? Number(plainDigits) : null;
}

// How an answer fits: "exact", "alias" or "wrong".
function fitOf(question, given) {
  if (matches(given, question.forms.slice(0, 1)) || matches(given, [question.plain])) return "exact";
  if (matches(given, question.forms)) return "alias";
  if (question.number) {
    const [value, tolerance, unit] = question.number, number = numberIn(given, unit);
    if (number !== null && Math.abs(number - value) <= tolerance + 1e-9 * Math.abs(value)) return "alias";
  }
  return wasCalledRight(question, given) ? "alias" : "wrong";
}

// Whether a day in figures is the right one if it is read in one of two ways, as 10/01 for 10 January.
function isUnclear(question, given) {
  const [, first, second, year = ""] = normal(given).match(/^(\d{1,2})\/(\d{1,2})(?:\/(\d+))?$/) ?? [];
  const isRight = (day, month) => matches(`${Number(day)}.${Number(month)}.${year}`, question.forms);
  return first !== undefined && (isRight(first, second) || isRight(second, first));
}

// Whether an answer lacks one letter of a listed form, has one too many, another one, or two that changed places: in a
// word of five letters or more, and not in a number. It may be another word, so it is given back and not taken.
function isNear(question, given) {
  const typed = normal(given).split(" ");
  return !objection(question, given) && question.forms.some(form => {
    const right = normal(form).split(" "), other = right.findIndex((word, place) => word !== typed[place]);
    return right.length === typed.length && right.every((word, place) => place === other || word === typed[place]) &&
      other >= 0 && right[other].length >= 5 && !/\d/.test(typed[other] + right[other]) && isSlip(typed[other], right[other]);
  });
}

function isSlip(typed, right) {
  let same = 0;
  while (typed[same] === right[same]) same++;
  const [one, other] = [typed.slice(same), right.slice(same)];
  const isTurned = one[0] === other[1] && one[1] === other[0] && one.slice(2) === other.slice(2);
  return isTurned || one.slice(1) === other.slice(1) || one.slice(1) === other || one === other.slice(1);
}

// Whether this learner has called an answer right, of a fact that still says the same.
function wasCalledRight(question, given) {
  const fact = FACTS[question.facts[0]];
  return standing().some(entry => entry.fit === "appealed" && entry.fact === fact.id && entry.says === fact.says &&
    questionOf(entry.question ?? "")?.subject === question.subject && matches(given, [entry.given ?? ""]));
}

// Why an answer that was taken for wrong cannot be called right, or nothing.
function objection(question, given) {
  if (matches(given, question.wrong) || matches(given, DATA.names))
    return gettext("That is known to be another answer, so it stays wrong.");
  if (question.subject) return "";
  const own = FACTS[question.facts[0]], right = new Set(own.right.map(normal));
  const isRival = fact => fact !== own && fact.kind === own.kind && !fact.right.some(answer => right.has(normal(answer)));
  const rival = FACTS.findIndex((fact, place) => isRival(fact) && answersFact(place, given));
  return rival < 0 ? "" : gettext("That is the answer to another question: {question}", { question: plain(askedOf(rival)) });
}

function answersFact(fact, given) {
  const forms = WAYS_OF[fact].map(place => QUESTIONS[place]).filter(one => !one.subject).flatMap(one => one.forms ?? []);
  return matches(given, [...FACTS[fact].right, ...forms]);
}

// What a fact asks, as it stands in the page.
const askedOf = fact => document.querySelector(`#fact-${fact} .asked`).innerHTML;
