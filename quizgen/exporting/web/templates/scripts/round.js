// A round: its questions one after another, what is kept of each answer, and what comes again. The grades are those of
// quizgen/playing/engine.py: right is good, right with help is hard, and a miss is asked again in a review.
const COMES_BACK_AFTER = 5;
let ROUND = null;

// Begins a round, or goes on with one. `leads` says how many questions before it a new fact is shown.
function startRound(mode, ids, { leads = new Map(), session = null, entries = [] } = {}) {
  const at = Date.now();
  ROUND = {
    session: session ?? { id: newId(at), library: DATA.library, mode, started: at, questions: ids, seed: "1" },
    isBegun: session !== null, entries, leads, shown: new Set(),
  };
  enter();
  next();
}

// The questions still to be asked after these answers: a miss comes back in a review, after some others.
function queueAfter(entries) {
  const { session } = ROUND, queue = session.questions.filter(id => PLACE_OF.has(id));
  for (const { question, grade } of entries) {
    const place = queue.indexOf(question);
    if (place >= 0) queue.splice(place, 1);
    if (grade === AGAIN && session.mode === "review") queue.splice(COMES_BACK_AFTER, 0, question);
  }
  return queue;
}

function next() {
  const queue = queueAfter(ROUND.entries);
  if (!queue.length) { endRound(); return; }
  const isToShow = (id, at) => at <= (ROUND.leads.get(id) ?? -1) && !ROUND.shown.has(id);
  const fresh = queue.slice(0, MOST_AHEAD + 1).find(isToShow);
  if (fresh) showNew(questionOf(fresh)); else ask(questionOf(queue[0]));
}

// Shows a new fact, which is asked a little later.
function showNew(question) {
  const goOn = button(gettext("Next"), () => { ROUND.shown.add(question.id); next(); }, "primary");
  const card = make("div", { class: "feedback" }, toldAnswer(question),
    ...proofOf(question));
  showQuestion(question, gettext("New: read it now, it is asked in a little while."), card, make("div", { class: "row actions fixed" }, goOn));
}

function showQuestion(question, label, ...parts) {
  const done = ROUND.session.questions.length - new Set(queueAfter(ROUND.entries)).size, number = ROUND.session.questions.length;
  const section = make("section", { class: "round", "aria-labelledby": "asked" },
    make("div", { class: "top" }, paragraph(gettext("{done} of {number}", { done, number })), bar(done / number),
      button(gettext("Stop"), stopRound, "quiet")),
    label ? paragraph(label, "label") : "",
    question.extract ? make("div", { id: "extract", html: question.extract }) : "",
    make("h2", { id: "asked", "aria-describedby": question.extract ? "extract" : null, html: question.prompt }), pictureOf(question), ...parts);
  section.addEventListener("keydown", pressKey);
  show("asking", section);
  return section;
}

// The marks of options are keys while the question is in focus.
function pressKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input, select")) return;
  const pressed = event.currentTarget.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]:not(:disabled)`);
  if (pressed) { event.preventDefault(); pressed.click(); }
}

function ask(question) {
  ROUND.since = Date.now();
  ROUND.isHinted = ROUND.shown.has(question.id);
  let strike = () => {};
  const struck = { then: how => { strike = how; } };
  const answering = SHAPES[question.shape](question, {
    answer: given => take(question, given), reveal: () => reveal(question), struck, help: () => { ROUND.isHinted = true; },
  });
  const hint = question.hint && button(gettext("Hint"), () => {
    ROUND.isHinted = true;
    const letters = question.hint.struck.map(strike).join("");
    const said = letters ? gettext("It is not “{option}”.", { option: letters }) : question.hint.text;
    answerIn(hint, make("p", { class: "hint", html: said }));
  }, "quiet");
  const tools = make("div", { class: "row actions" }, hint ?? "", button(gettext("Skip"), () => skip(question), "quiet"),
    ROUND.entries.length ? button(gettext("Undo"), undo, "quiet") : "");
  showQuestion(question, "", answering, tools);
  document.getElementById("typed")?.focus();
}

// Puts what a button was pressed for in its place, and the focus there, so that keys go on from it.
function answerIn(pressed, said) {
  said.tabIndex = -1;
  pressed.replaceWith(said);
  said.focus();
}

// Shows the answer to be judged.
function reveal(question) {
  const pass = ROUND.isHinted ? HARD : GOOD, judged = grade => () => judge(question, grade);
  const card = make("div", { class: "feedback" }, toldAnswer(question), ...proofOf(question));
  const choices = [button(gettext("Not known"), judged(AGAIN)), button(gettext("Known"), judged(pass), "primary")];
  if (!ROUND.isHinted) choices.push(button(gettext("Easy"), judged(EASY)));
  const group = make("div", { class: "row thirds", role: "group", "aria-label": gettext("Did you know it?") }, ...choices);
  showQuestion(question, "", card, make("div", { class: "actions fixed" }, paragraph(gettext("Did you know it?"), "faint"), group));
  say(plain(question.answer));
}

function judge(question, grade) {
  record(question, { grade, fit: "judged", given: "" });
  next();
  say(grade === AGAIN ? gettext("Not known.") : gettext("Known."));
}

// Keeps an answer, and says what it is worth.
function take(question, given) {
  const grade = given.right ? ROUND.isHinted ? HARD : GOOD : AGAIN;
  record(question, { ...given, grade, fit: given.fit ?? (given.right ? "exact" : "wrong") });
  showFeedback(question, given);
}

function record(question, { grade, fit, given, offered, parts }) {
  addEntry("answer", question, {
    grade, fit, given, offered, parts, hinted: ROUND.isHinted, took: Math.max(0, Date.now() - ROUND.since),
    says: FACTS[question.facts[0]].says, scheduler: stamp(fittedParameters()),
  });
}

// Adds an entry to the log; the round comes before its first.
function addEntry(kind, question, fields = {}) {
  const last = ROUND.entries.at(-1), { session } = ROUND, present = Date.now();
  const at = last && last.at < present + CLOCKS_DIFFER ? Math.max(present, last.at + 1) : present;
  const about = question && { question: question.id, fact: FACTS[question.facts[0]].id, way: question.way };
  const entry = entryOf({ id: newId(at), at, day: studyDay(at), session: session.id, library: session.library,
    mode: session.mode, kind, ...about, ...fields });
  if (!ROUND.isBegun) keep("session", session);
  ROUND.isBegun = true;
  keep("entry", entry);
  if (isAnswer(entry)) countUnsaved(KEPT.unsaved + 1);
  if (kind === "answer" || kind === "skip") ROUND.entries = [...ROUND.entries.filter(one => one.id !== entry.voids), entry];
  return entry;
}

// What is said of the last answer, below the question; of a choice, its options show it, too.
function showFeedback(question, given) {
  const entry = ROUND.entries.at(-1), waiting = new Set(queueAfter(ROUND.entries).flatMap(id => questionOf(id).facts));
  const due = ROUND.session.mode === "review" && cards().get(cardKey(entry.fact, entry.way))?.due;
  const card = feedbackCard(question, given, entry, { due, waiting });
  const goOn = button(gettext("Next"), next, "primary");
  const actions = make("div", { class: "row actions fixed" }, goOn, ...amendments(question, given, entry), button(gettext("Undo"), undo, "quiet"));
  showQuestion(question, "", question.shape === "choice" ? answered(question, given) : "", card, actions);
  const letter = question.map ? [letterAt(given.places.indexOf(question.right))] : [];
  say([verdictOf(question, entry), ...letter, ...answersOf(question).map(plain)].join(" "));
  goOn.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// The options of a choice as they were answered.
function answered(question, { chosen, places }) {
  const map = question.map ? mapOf(question, places, question.right) : "";
  return make("div", { class: "answering" }, map, ...places.map((place, at) => {
    const option = optionButton(question.marks[at], question.options[place]);
    const isRight = place === question.right;
    option.disabled = true;
    if (isRight || place === chosen) {
      option.classList.add(isRight ? "is-right" : "is-wrong");
      option.append(signOf(isRight));
    }
    return option;
  }));
}

// What may be said against a grade: a typed answer that was right after all, or one that was easy.
function amendments(question, given, entry) {
  const amend = (grade, fit) => () => {
    addEntry("answer", question, { ...entry, id: undefined, at: undefined, day: undefined, voids: entry.id, grade, fit });
    showFeedback(question, given);
  };
  if (question.shape !== "typed") return [];
  if (entry.grade === GOOD) return ROUND.session.mode === "review" ? [button(gettext("It was easy"), amend(EASY, entry.fit))] : [];
  if (entry.fit !== "wrong") return [];
  const appeal = button(gettext("It was right"), () => {
    const why = objection(question, entry.given);
    if (!why) { amend(entry.hinted ? HARD : GOOD, "appealed")(); return; }
    answerIn(appeal, paragraph(why, "notice"));
  });
  return [appeal];
}

function skip(question) {
  addEntry("skip", question);
  next();
}

// Takes the last answer back and asks again; what was helped with stays so.
function undo() {
  const last = ROUND.entries.at(-1), question = questionOf(last.question);
  addEntry("undo", question, { voids: last.id });
  ROUND.entries = ROUND.entries.slice(0, -1);
  ask(question);
  if (last.hinted) ROUND.isHinted = true;
}

function stopRound() {
  const { session, entries } = ROUND;
  ROUND = null;
  showStart(entries.length && session.mode === "practice" ? gettext("You can go on with this round later.") : "");
}

// The end: how much was right, and what was missed.
function endRound() {
  if (ROUND.isBegun) addEntry("end", null);
  const { session, entries } = ROUND, answers = entries.filter(entry => entry.kind === "answer");
  const right = answers.filter(entry => entry.grade > AGAIN).length;
  const missed = [...new Set(answers.filter(entry => entry.grade === AGAIN).map(entry => entry.question))];
  const again = missed.length && session.mode === "practice"
    ? button(gettext("Ask again what was missed"), () => startRound("practice", shuffled(missed)), "primary") : "";
  const list = make("ul", { class: "missed" }, ...missed.map(questionOf).map(question => make("li", {},
    make("p", { html: question.prompt }), ...answersOf(question).map(html => make("p", { class: "right" }, make("bdi", { html }))))));
  show("ending", make("section", { class: "card" }, make("h2", {}, right && !missed.length ? gettext("All right!") : gettext("Done.")),
    make("ul", { class: "numbers" }, numberLine(right, gettext("right")), numberLine(answers.length - right, gettext("missed"))),
    answers.length ? bar(right / answers.length) : "",
    missed.length ? paragraph(gettext("What was missed:"), "faint") : "", missed.length ? list : "",
    make("div", { class: "row" }, again, button(gettext("Back to the start"), () => showStart(), again ? "" : "primary"))),
  progressCard());
  ROUND = null;
}

// The right answer to a question, a line for each of its rows.
function answersOf(question) {
  if (question.shape === "choice") return [`<strong>${question.truth || question.options[question.right]}</strong>`];
  if (question.shape === "order") return [...question.rows].sort((one, other) => one.rank - other.rank).map(row => row.dated);
  if (question.shape === "match") return question.rows.map(row => `<span>${row.text}</span> <strong>${question.names[row.name]}</strong>`);
  return [`<strong>${question.answer}</strong>`];
}
