// How much is known, and how that is kept: in a file, or, where a browser saves none, as a text that is sent or copied.
function progressCard() {
  const chosen = chosenFacts(), answers = practised();
  const known = [...chosen].filter(place => answers.has(FACTS[place].id) && !answers.get(FACTS[place].id).isMissed).length;
  const said = make("p", { class: "faint", role: "status" });
  const unsaved = KEPT.unsaved ? paragraph(gettext("Answers in no file yet: {number}.", { number: KEPT.unsaved }), "faint") : "";
  const saved = text => {
    countUnsaved(0);
    if (unsaved) unsaved.remove();
    said.textContent = text;
  };
  const file = make("input", { type: "file", class: "unseen" });
  file.addEventListener("change", async () => file.files.length && showLoaded(await file.files[0].text()));
  const save = () => {
    saveLog();
    saved(gettext("Saved. Keep the file: it can be loaded here, on another device, and by quizgen."));
  };
  return make("section", { class: "card" }, make("h2", {}, gettext("Your progress")),
    paragraph(gettext("{known} of {number} known", { known, number: chosen.size })), bar(chosen.size ? known / chosen.size : 0),
    KEPT.trouble ? paragraph(KEPT.trouble, "notice") : "",
    unsaved,
    make("div", { class: "row" }, button(gettext("Save to a file"), save), make("label", { class: "file" }, gettext("Load from a file"), file)),
    said, withoutFile(said, saved));
}

// Browsers inside of other apps save no files, and say nothing.
function withoutFile(said, saved) {
  const area = make("textarea", { id: "progress", rows: 3, autocomplete: "off", autocapitalize: "off", spellcheck: "false", dir: "ltr" });
  const copy = async () => {
    area.value = logText();
    area.select();
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      document.execCommand("copy");  // a page without a certificate has no clipboard
    }
    saved(gettext("Copied. Paste it into a note or a message to yourself, and from there in here again."));
  };
  const send = async () => {
    try {
      await navigator.share({ files: [logFile(".txt", "text/plain")] });
      saved("");
    } catch (error) {
      if (error.name !== "AbortError") said.textContent = gettext("This browser sends nothing; copy it instead.");
    }
  };
  const load = () => area.value.trim() ? showLoaded(area.value) : area.focus();
  return make("details", { class: "without-file" }, make("summary", {}, gettext("If no file is saved")),
    make("label", { for: "progress" }, gettext("Copy your progress as a text, and paste it here when you need it:")), area,
    make("div", { class: "row" }, button(gettext("Copy"), copy),
      navigator.canShare?.({ files: [logFile(".txt", "text/plain")] }) ? button(gettext("Send"), send) : "",
      button(gettext("Load this text"), load)));
}

function showLoaded(text) {
  const result = loadLog(text);
  showStart(result);
  say(result);
}
