// How a question of each shape is answered: by tapping or by keys, nothing is dragged. Each function returns what stands
// below the question; `answer` takes what was given, and whether it is right.
const SHAPES = { choice: askChoice, typed: askTyped, recall: askRecall, order: askOrder, match: askMatch };

// Big buttons, one of them right; the marks are keys, too. Of places on a map there are only letters.
function askChoice(question, { answer, struck }) {
  const order = question.options.map((_, place) => place);
  const places = question.ordered ? order : shuffled(order);
  const offered = places.map(place => plain(question.options[place]));
  const options = places.map((place, at) => optionButton(question.marks[at], question.map ? letterAt(at) : question.options[place], () => answer({
    right: place === question.right, given: plain(question.options[place]), offered, chosen: place, places,
  })));
  const strike = place => {
    const option = options[places.indexOf(place)];
    option.disabled = true;
    option.classList.add("is-struck");
    return question.map ? letterAt(places.indexOf(place)) : "";
  };
  struck.then(strike);
  const answering = make("div", { class: question.map ? "answering letters" : "answering", role: "group", "aria-labelledby": "asked" }, ...options);
  if (!question.map) return answering;
  const map = mapOf(question, places);
  map.addEventListener("click", tap => options[nearest(map, tap)]?.click());
  return make("div", {}, map, answering);
}

// The place of the letter on a map that a tap meets, or nearly; a letter is smaller than a thumb.
const THUMB = 24;
function nearest(map, { clientX, clientY }) {
  const away = spot => {
    const { x, y, width, height } = spot.getBoundingClientRect();
    return Math.hypot(x + width / 2 - clientX, y + height / 2 - clientY);
  };
  const [spot] = [...map.querySelectorAll("text")].sort((one, other) => away(one) - away(other));
  return away(spot) < THUMB ? LETTERS.indexOf(spot.textContent) : -1;
}

const LETTERS = "ABCDE";
const letterAt = place => LETTERS[place];

// The map of a question, with the letters of the places in the order in which they are shown; the right one is marked
// once it is told.
function mapOf(question, places, right = -1) {
  const map = make("div", { class: "map", html: question.map });
  const letters = new Map(places.map((place, at) => [letterAt(place), letterAt(at)]));
  for (const spot of map.querySelectorAll("text, b")) {
    if (spot.textContent === letterAt(right)) spot.classList.add("is-right");
    spot.textContent = letters.get(spot.textContent);
  }
  return map;
}

function optionButton(mark, html, on) {
  return make("button", { class: "option", on, "data-key": mark },
    make("span", { class: "mark", "aria-hidden": "true" }, mark), make("span", { class: "text" }, make("bdi", { html })));
}

// An answer that is typed and graded; one that is nearly right is given back once.
function askTyped(question, { answer, reveal, help }) {
  const input = make("input", { type: "text", id: "typed", name: "answer", maxlength: 500, autocomplete: "off", enterkeyhint: "done",
    autocapitalize: "off", autocorrect: "off", spellcheck: "false", dir: "auto",
    lang: question.language || null, "aria-labelledby": "typed-label asked", "aria-describedby": "notice" });
  const notice = make("p", { class: "notice", id: "notice", hidden: true });
  if (question.number && !/[a-z]/i.test(question.plain)) input.inputMode = "decimal";
  const form = make("form", { class: "answering", novalidate: true },
    make("label", { for: "typed", id: "typed-label", class: "unseen" }, gettext("Your answer")),
    question.form ? make("p", { class: "hint", html: question.form }) : "",
    input, notice,
    make("div", { class: "row" }, make("button", { type: "submit", class: "primary" }, gettext("Check")),
      button(gettext("Show the answer"), reveal)));
  form.addEventListener("submit", event => {
    event.preventDefault();
    const given = wellFormed(input.value.trim());
    if (!given) { input.focus(); return; }
    const fit = fitOf(question, given);
    if (fit === "wrong" && isUnclear(question, given)) {
      tell(notice, gettext("That can be read as two days: write the month as a word."));
      input.focus();
      return;
    }
    if (fit === "wrong" && notice.hidden && isNear(question, given)) {
      help();
      tell(notice, gettext("Nearly: check the spelling. It counts as hard then."));
      input.focus();
      return;
    }
    answer({ right: fit !== "wrong", fit, given });
  });
  return form;
}

// Shows a word about what was given, and says it.
function tell(notice, text) {
  notice.textContent = text;
  notice.hidden = false;
  say(text);
}

// A text without halves of characters, which no log can hold.
const wellFormed = text => text.replace(/\p{Surrogate}/gu, "?");

// An answer that is said in words of one's own, or in one's head, and judged by whoever learns.
function askRecall(question, { reveal }) {
  return make("div", { class: "answering" },
    paragraph(gettext("Think of the answer, or say it aloud."), "hint"),
    make("div", { class: "row" }, button(gettext("Show the answer"), reveal, "primary")));
}

// Rows that are tapped in turn, the earliest first; a second tap takes a row out again.
function askOrder(question, { answer }) {
  const turns = [], check = button(gettext("Check"), grade, "primary");
  const rows = question.rows.map((row, place) => optionButton(question.marks[place], row.text, () => tap(place)));
  function tap(place) {
    const turn = turns.indexOf(place);
    if (turn < 0) turns.push(place); else turns.splice(turn, 1);
    rows.forEach(paint);
    check.hidden = turns.length < rows.length;
    say(turns.map(one => plain(question.rows[one].text)).map((text, at) => `${at + 1}. ${text}`).join("; "));
  }
  function paint(row, place) {
    const turn = turns.indexOf(place);
    row.setAttribute("aria-pressed", String(turn >= 0));
    row.querySelector(".mark").textContent = turn < 0 ? "" : turn + 1;
  }
  function grade() {
    const placed = question.rows.map(row => turns[row.rank - 1]);
    const parts = question.rows.map((row, place) => [row.fact, placed[place] === place]);
    answer({ right: parts.every(([, isRight]) => isRight), given: turns.map(place => question.marks[place]).join(""),
      parts: inOrder(question, parts), turns });
  }
  for (const row of rows) { row.classList.add("in-turn"); row.querySelector(".mark").classList.add("turn"); }
  rows.forEach(paint);
  check.hidden = true;
  return make("div", { class: "answering", role: "group", "aria-labelledby": "asked" },
    paragraph(gettext("Tap them in their order, the earliest first. Tap again to take one back."), "hint"), ...rows,
    make("div", { class: "row" }, check));
}

// A name is picked for each row.
function askMatch(question, { answer }) {
  const picks = question.rows.map((_, row) => make("select", { id: `row-${row}` }, make("option", { value: "" }, "…"),
    ...question.names.map((name, place) => make("option", { value: place, lang: question.language || null, dir: "auto" }, plain(name)))));
  const notice = make("p", { class: "notice", hidden: true });
  const grade = () => {
    const given = picks.map(pick => pick.value);
    const missing = given.findIndex(place => place === ""), twice = given.findIndex((place, at) => given.indexOf(place) < at);
    if (missing >= 0 || twice >= 0) {
      tell(notice, missing >= 0 ? gettext("Pick a name for each.") : gettext("Each name goes with one only."));
      picks[missing >= 0 ? missing : twice].focus();
      return;
    }
    const parts = question.rows.map((row, at) => [row.fact, Number(given[at]) === row.name]);
    answer({ right: parts.every(([, isRight]) => isRight), given: given.map(place => question.marks[place]).join(""),
      parts: inOrder(question, parts), picked: given.map(Number) });
  };
  return make("div", { class: "answering", role: "group", "aria-labelledby": "asked" },
    make("div", {}, ...question.rows.map((row, at) => make("div", { class: "pair" },
      make("label", { for: `row-${at}` }, make("span", { class: "mark" }, String(at + 1)), make("span", { html: row.text })),
      picks[at]))),
    notice, make("div", { class: "row" }, button(gettext("Check"), grade, "primary")));
}

// The parts of an answer in the order of the facts, as the log has them; of a single fact there are none.
function inOrder(question, parts) {
  const byFact = new Map(parts);
  return question.facts.length > 1 ? question.facts.map(fact => [FACTS[fact].id, byFact.get(FACTS[fact].id)]) : [];
}
