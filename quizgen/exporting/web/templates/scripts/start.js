// The start: what is due, what can be practised, and the learner's progress. What a teacher has put into the link is kept
// to: #topic=...&n=10, and #practise or #review to begin at once.
const NUMBERS = [5, 10, 20, 40];
const OPTIONS = optionsOf(location.hash);
const CHOSEN = { topic: OPTIONS.topic ?? "", number: OPTIONS.n ?? 10 };

function optionsOf(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, "")), options = { unknown: [] };
  for (const [name, value] of given) {
    const topics = value.split(",");
    if (["practise", "review", "core"].includes(name) && !value) options[name] = true;
    else if (name === "review" && value === "off") options.noReview = true;
    else if (name === "answers" && value === "hidden") options.noFacts = true;
    else if (name === "n" && /^[1-9]\d{0,2}$/.test(value)) options.n = Number(value);
    else if (name === "topic" && topics.every(id => DATA.topics.some(topic => topic.id === id))) options.topic = value;
    else if (!/^part-\d+$/.test(name)) options.unknown.push(value ? `${name}=${value}` : name);
  }
  return options;
}

// The places of the facts that are asked: those of the chosen topics, and the core alone if the link says so.
function chosenFacts() {
  const topics = CHOSEN.topic ? CHOSEN.topic.split(",") : null;
  const isChosen = fact => (!topics || topics.includes(fact.topic)) && (!OPTIONS.core || fact.level === "core");
  return new Set(FACTS.map((_, place) => place).filter(place => isChosen(FACTS[place])));
}

function showStart(notice = "") {
  told = studyDay(Date.now());
  const wrong = OPTIONS.unknown.length && gettext("The link says something that this page does not know: {words}", { words: OPTIONS.unknown.join(", ") });
  const resume = resumeCard(), review = OPTIONS.noReview ? null : reviewCard();
  show(LOG.entry.size && !OPTIONS.noFacts ? "start returning" : "start", ...[notice, wrong].filter(Boolean).map(text => make("p", { class: "notice", role: "note" }, text)),
    resume, review, practiceCard(!resume && !review?.querySelector(".primary")), progressCard());
}

// Offers to go on with a round of practice.
function resumeCard() {
  const stopped = unfinished();
  if (!stopped) return "";
  const { session, entries, left } = stopped, goOn = () => startRound("practice", session.questions, { session, entries });
  const giveUp = () => { endSession(session); showStart(); };
  return make("section", { class: "card" }, make("h2", {}, gettext("You are in the middle of a round")),
    paragraph(gettext("{done} of {number}", { done: session.questions.length - left.length, number: session.questions.length }), "faint"),
    make("div", { class: "row" }, button(gettext("Go on"), goOn, "primary"), button(gettext("Give it up"), giveUp, "quiet")));
}

function endSession(session) {
  const at = Date.now();
  const id = `${session.id}-end`;
  keep("entry", entryOf({ id, at, day: studyDay(at), session: session.id, library: session.library, mode: session.mode, kind: "end" }));
}

const numberLine = (number, label) => make("li", {}, make("strong", {}, String(number)), label);

function reviewCard() {
  const { due, fresh, missed, ids, next: nextDay } = agenda(chosenFacts(), studyDay(Date.now()));
  const card = make("section", { class: "card" }, make("h2", {}, gettext("Today's review")));
  if (!ids.length) {
    const back = nextDay ? gettext("Next review: {day}.", { day: dayName(nextDay) }) : "";
    card.append(paragraph(gettext("Nothing is due today."), ""), back ? paragraph(back, "faint") : "");
    return card;
  }
  card.append(make("ul", { class: "numbers" }, numberLine(due, gettext("due")), numberLine(fresh, gettext("new")),
    missed ? numberLine(missed, gettext("missed today")) : ""),
  paragraph(gettext("What you know comes back later, what you miss comes back soon."), "faint"),
  make("div", { class: "row" }, button(gettext("Review"), beginReview, "primary")));
  return card;
}

function beginReview() {
  const { ids, leads } = agenda(chosenFacts(), studyDay(Date.now()));
  if (ids.length) startRound("review", ids, { leads }); else showStart();
}

function practiceCard(isFirst) {
  const topics = make("select", { id: "topic" }, make("option", { value: "" }, gettext("All topics")),
    ...DATA.topics.map(({ id, title }) => make("option", { value: id, selected: id === CHOSEN.topic }, plain(title))));
  topics.addEventListener("change", () => { CHOSEN.topic = topics.value; showStart(); document.getElementById("topic").focus(); });
  const offered = [...new Set([...NUMBERS, CHOSEN.number])].sort((one, other) => one - other);
  const numbers = make("select", { id: "number" },
    ...offered.map(number => make("option", { value: number, selected: number === CHOSEN.number }, String(number))));
  numbers.addEventListener("change", () => { CHOSEN.number = Number(numbers.value); });
  const field = (label, select) => make("label", { class: "field" }, label, select);
  const isFixed = OPTIONS.topic !== undefined || DATA.topics.length < 2;
  return make("section", { class: "card" }, make("h2", {}, gettext("Practise")),
    make("div", { class: "row" }, isFixed ? "" : field(gettext("Topic"), topics), field(gettext("Questions"), numbers)),
    make("div", { class: "row" }, button(gettext("Practise"), beginPractice, isFirst ? "primary" : ""),
      OPTIONS.noFacts ? "" : button(gettext("Read all facts"), readFacts, "quiet")));
}

function beginPractice() {
  const stopped = unfinished();
  if (stopped) endSession(stopped.session);
  const ids = practice(chosenFacts(), CHOSEN.number);
  if (ids.length) startRound("practice", ids); else showStart(gettext("There is no question to practise here."));
}

// The facts as they are read without the script, with a way back.
function readFacts() {
  enter();
  show("reading", make("div", { class: "row" }, button(gettext("Back to the start"), () => showStart())));
  document.querySelector("#app button").focus();
}

// From a round and from reading, the browser's own way back leads to the start, too.
function enter() {
  if (!history.state) history.pushState({ isInside: true }, "");
}

const isAtStart = () => document.documentElement.classList.contains("start");
window.addEventListener("popstate", () => {
  if (history.state || isAtStart()) return;
  if (ROUND) stopRound(); else showStart();
});

// The contents lead to their parts without a new address, which would lose what the link says.
document.addEventListener("click", event => {
  const link = event.target.closest(".contents a");
  if (!link) return;
  event.preventDefault();
  const part = document.querySelector(link.hash);
  part.tabIndex = -1;
  part.focus();
  part.scrollIntoView();
});
window.addEventListener("hashchange", () => location.reload());

// What another open page keeps counts here, too; and whoever comes back to the start on another day sees that day's.
let told = 0;
window.addEventListener("storage", ({ key, newValue }) => {
  if (!key?.startsWith(PREFIX) || newValue === null) return;
  readKept(key);
  forget();
  told = 0;
});
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isAtStart() && told !== studyDay(Date.now())) showStart();
});

function begin() {
  openLog();
  if (OPTIONS.practise) beginPractice();
  else if (OPTIONS.review && !OPTIONS.noReview) beginReview();
  else showStart();
}

document.documentElement.className = "js";
document.addEventListener("DOMContentLoaded", () => {
  try {
    begin();
  } catch (error) {
    document.documentElement.className = "";  // what cannot ask can still be read
    throw error;
  }
});
