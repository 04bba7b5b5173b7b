(function () {
  // Without this script the options are a plain lettered list, in which the style sheet marks the right one on the back.
  const LETTERS = "ABCDE";
  const box = document.querySelector(".qg-choice");
  const list = box.querySelector("ol");
  if (!list) return; // the card was withdrawn
  const options = Array.from(list.children); // as the note has them, wherever they stand on the screen
  const key = "quizgen:" + box.closest(".qg").dataset.fact;
  function letter(option) { return LETTERS[options.indexOf(option)]; }
  function named(name) { return options.find(function (option) { return letter(option) === name; }); }
  function shown() { return Array.from(list.children); }
  function shownLetter(option) { return LETTERS[shown().indexOf(option)]; }

  // What the front keeps for the back, in the letters of the note: the order on the screen and the choice, as in "CADB A".
  // Where nothing can be stored the page itself may still be the same one on the back.
  function keep(chosen) {
    window[key] = shown().map(letter).join("") + " " + chosen;
    try {
      sessionStorage.setItem(key, window[key]);
      return true;
    } catch (error) {
      return false;
    }
  }
  function kept() {
    try {
      return sessionStorage.getItem(key) || "";
    } catch (error) {
      return window[key] || "";
    }
  }

  // A map has the letters of the note; on the screen each place has the letter of its option.
  function nameSpots() {
    for (const spot of document.querySelectorAll(".qg-map text, .qg-map b")) {
      spot.textContent = shownLetter(named(spot.textContent));
    }
  }

  function ask() {
    const isKept = keep("");
    if (isKept && !list.classList.contains("qg-in-order")) {
      for (let left = options.length; left; left--) list.appendChild(list.children[Math.floor(Math.random() * left)]);
      keep("");
    }
    nameSpots();
    list.setAttribute("role", "radiogroup");
    list.setAttribute("aria-labelledby", "qg-ask");
    shown().forEach(function (option, place) {
      option.setAttribute("role", "radio");
      option.setAttribute("aria-checked", "false");
      option.tabIndex = place ? -1 : 0;
      option.classList.add("tappable"); // AnkiDroid takes other taps for its own
      // What has the focus is chosen: no card sees the Space or Enter that turns it, as these are Anki's own keys.
      option.addEventListener("focus", function () { choose(option); });
      option.addEventListener("keydown", move);
      option.addEventListener("click", function () {
        choose(option);
        turn();
      });
    });
  }
  function choose(chosen) {
    options.forEach(function (option) {
      option.setAttribute("aria-checked", option === chosen);
      option.tabIndex = option === chosen ? 0 : -1;
    });
    keep(letter(chosen));
  }
  function move(event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const place = shown().indexOf(event.currentTarget) + step;
    shown()[(place + options.length) % options.length].focus();
    event.preventDefault();
  }
  function turn() {
    if (typeof pycmd === "function") pycmd("ans");
    else if (typeof showAnswer === "function") showAnswer();
  }

  function tell() {
    const [order, choice] = kept().split(" ");
    const isOurs = order.split("").sort().join("") === options.map(letter).join("");
    if (isOurs) for (const name of order) list.appendChild(named(name));
    nameSpots();
    const chosen = isOurs ? named(choice) : undefined;
    const right = named(box.dataset.right);
    delete box.dataset.right; // the style sheet takes it for a place, which the option may have left
    right.classList.add("qg-right");
    for (const spot of document.querySelectorAll(".qg-map text")) {
      if (spot.textContent === shownLetter(right)) spot.classList.add("qg-good");
    }
    const result = document.getElementById("answer");
    if (chosen) {
      const verdict = result.querySelector(".qg-verdict");
      verdict.textContent = chosen === right ? gettext("✓ Right.")
        : gettext("✗ Wrong: you chose {chosen}, right is {right}.")
          .replace("{chosen}", shownLetter(chosen)).replace("{right}", shownLetter(right));
      verdict.classList.add(chosen === right ? "qg-good" : "qg-bad");
      verdict.hidden = false;
      if (chosen !== right) chosen.classList.add("qg-chosen");
    }
    // Anki scrolls to the result: as much of the question stays in view above it as there is room for.
    const room = window.innerHeight - Math.ceil(result.getBoundingClientRect().height) - 8;
    result.style.scrollMarginTop = Math.max(0, room) + "px";
  }

  if (box.dataset.right) tell();
  else ask();
})();
