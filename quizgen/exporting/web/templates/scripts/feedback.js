// What is said after an answer: whether it was right, what is right, and what proves it.
function feedbackCard(question, given, entry, { due, waiting }) {
  const isRight = entry.grade > AGAIN;
  const card = make("div", { class: `feedback ${isRight ? "right" : "wrong"}` },
    paragraph(`${isRight ? "✓" : "✗"} ${verdictOf(question, entry)}`, "verdict"),
    ...answerLines(question, given, entry), ...whyLines(question, given, waiting), drawingOf(question, waiting), ...proofOf(question));
  if (due) card.append(paragraph(returnOf(question, dayName(due)), "faint"));
  return card;
}

// When a card comes back; a miss does so in this review, too.
function returnOf(question, day) {
  if (queueAfter(ROUND.entries).includes(question.id)) return gettext("Comes back in this review, then {day}.", { day });
  return gettext("Comes back {day}.", { day });
}

function verdictOf(question, entry) {
  const said = [];
  if (entry.grade === AGAIN) {
    said.push(entry.fit === "judged" ? gettext("Not known.") : gettext("Wrong."));
    const right = (entry.parts ?? []).filter(part => part[1]).length, number = entry.parts?.length ?? 0;
    if (number && question.shape === "match") said.push(gettext("{right} of {number} right.", { right, number }));
    else if (number) said.push(gettext("{right} of {number} stand where they should.", { right, number }));
    return said.join(" ");
  }
  said.push({ judged: gettext("Known."), appealed: gettext("Counted as right.") }[entry.fit] ?? gettext("Right."));
  if (ROUND.shown.has(question.id)) said.push(gettext("As it was shown before, it counts as hard."));
  else if (entry.hinted) said.push(gettext("With a hint it counts as hard."));
  if (entry.grade === EASY) said.push(gettext("Counted as easy."));
  return said.join(" ");
}

// The right answer, and what was given instead of it; the options of a choice show both themselves.
function answerLines(question, given, entry) {
  if (question.shape === "order") return [orderRows(question, given)];
  if (question.shape === "match") return [matchRows(question, given)];
  if (question.shape === "choice") return question.truth ? [make("p", { class: "told", html: question.truth })] : [];
  const lines = [toldAnswer(question)], isOther = entry.given !== question.plain;
  if (isOther && entry.grade === AGAIN) lines.unshift(paragraph(gettext("You wrote: {answer}", { answer: entry.given }), "given"));
  if (isOther && entry.fit === "alias") lines.push(paragraph(gettext("“{answer}” is right too.", { answer: entry.given }), "given"));
  return lines;
}

const toldAnswer = question => make("p", { class: "told" }, make("bdi", { html: question.answer }));

// The events in their right order, each with the place that it was given where that is another.
function orderRows(question, { turns }) {
  const rows = [...question.rows.entries()].sort((one, other) => one[1].rank - other[1].rank);
  return make("ol", { class: "rows" }, ...rows.map(([place, row]) => {
    const yours = turns.indexOf(place) + 1, isRight = yours === row.rank;
    return make("li", { class: isRight ? "is-right" : "is-wrong" }, make("span", { html: row.dated }), " ",
      signOf(isRight), isRight ? "" : make("span", { class: "mine" }, gettext("You gave it place {place}.", { place: yours })));
  }));
}

function matchRows(question, { picked }) {
  return make("ul", { class: "rows" }, ...question.rows.map((row, at) => {
    const isRight = picked[at] === row.name;
    return make("li", { class: isRight ? "is-right" : "is-wrong" }, make("div", { html: row.text }),
      make("strong", {}, make("bdi", { html: question.names[row.name] })), " ", signOf(isRight),
      isRight ? "" : make("span", { class: "mine" }, gettext("You picked: {answer}", { answer: plain(question.names[picked[at]]) })));
  }));
}

// A sign that is read aloud, too.
function signOf(isRight) {
  return make("span", { class: "sign", role: "img", "aria-label": isRight ? gettext("right") : gettext("wrong") }, isRight ? "✓" : "✗");
}

const isToCome = (fact, waiting) => fact >= 0 && FACTS[fact].matter.some(one => waiting.has(one));

// Why the chosen option is wrong, and on request the other ones; nothing that would answer a question still to come.
function whyLines(question, { chosen }, waiting) {
  if (question.shape !== "choice") return [];
  const whyOf = place => {
    const why = isToCome(question.about[place], waiting)
      ? make("span", {}, gettext("answers a question that is still to come")) : make("span", { html: question.whys[place] });
    return make("p", { class: "why" }, make("strong", { html: question.options[place] }), why);
  };
  const known = question.options.map((_, place) => place).filter(place => question.whys[place] && place !== question.right);
  const lines = known.includes(chosen) ? [whyOf(chosen)] : [];
  const others = known.filter(place => place !== chosen);
  if (others.length) lines.push(make("details", {}, make("summary", {}, gettext("Why the others are wrong")), ...others.map(whyOf)));
  return lines;
}

// What proves the facts of a question, as it stands among the facts: whose claim it is, and behind that the sources. Of
// several facts it stands behind their questions and answers.
function proofOf(question) {
  const copy = (fact, part) => document.querySelector(`#fact-${fact} .${part}`).cloneNode(true);
  if (question.facts.length > 1) {
    const facts = question.facts.flatMap(fact => [make("p", { class: "asked", html: askedOf(fact) }), copy(fact, "answer"), copy(fact, "proof")]);
    return [make("details", { class: "proofs" }, make("summary", {}, gettext("Sources")), ...facts)];
  }
  const told = copy(question.facts[0], "proof"), sources = told.querySelector(".sources");
  // Other answers are right to the fact's own question; neither to that for its subject, nor as an option.
  if (question.subject || question.shape === "choice") told.querySelector(".also")?.remove();
  if (sources) {
    const holder = make("details", {}, make("summary", {}, `${gettext("Sources")} (${sources.children.length})`));
    sources.replaceWith(holder);
    holder.append(sources, told.querySelector(".id"));
  }
  return [told];
}

// What is drawn of the answer, as it stands among the facts; what is still to be asked is not told beside it. Where
// several facts are asked, their rows say as much; where a map was asked on, its sentence is enough.
function drawingOf({ facts, map }, waiting) {
  const drawing = facts.length === 1 && document.querySelector(`#fact-${facts[0]} .drawing`)?.cloneNode(true);
  if (!drawing) return "";
  if (map) drawing.querySelector("svg").remove(); // a map stands above
  const answers = [...waiting].flatMap(fact => FACTS[fact].right).filter(answer => answer.length > 3);
  const tellsNothing = ({ dataset, textContent }) => !answers.some(answer => textContent.includes(answer))
    && !(dataset.facts.match(/\d+/g) ?? []).some(fact => isToCome(Number(fact), waiting));
  for (const part of drawing.querySelectorAll(".part")) {
    const told = [...part.children].find(tellsNothing);
    for (const sentence of part.children) sentence.hidden = sentence !== told;
  }
  return drawing;
}

// The picture of a fact, as it stands among the facts.
function pictureOf(question) {
  const picture = question.picture && document.querySelector(`#fact-${question.facts[0]} .picture`);
  return picture ? picture.cloneNode() : "";
}

// A study day as a learner thinks of it.
function dayName(day) {
  const days = day - studyDay(Date.now());
  const relative = new Intl.RelativeTimeFormat(DATA.language, { numeric: "auto" }).format(days, "day");
  if (days < 2) return relative;
  const language = DATA.language === "en" ? "en-GB" : DATA.language;  // the day before the month, as facts have it
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", timeZone: "UTC" }).format(dateOf(day));
  return `${relative} (${date})`;
}
