// What a page of `reviewer` knows: how to show a side of a card, and what tests ask of what is then on the screen.

/** Show a side as Anki's reviewer does: its scripts run, and the back is scrolled to the answer. */
function show(side, isBack) {
  const qa = document.getElementById("qa");
  qa.innerHTML = side;
  for (const script of qa.querySelectorAll("script")) {
    const running = document.createElement("script");
    running.textContent = script.textContent;
    script.replaceWith(running);
  }
  if (!isBack) window.scrollTo(0, 0);
  else document.getElementById("answer")?.scrollIntoView();
}

function all(selector) {
  return Array.from(document.querySelectorAll(selector));
}

function options() {
  return all(".qg-choice li");
}

function unfold() {
  for (const proof of all("details")) proof.open = true;
}

/** Show the back; before it the front, on which the option at this place is chosen, or else a wrong one. */
function turn(card, place) {
  show(card.front, false);
  const chosen = options()[place] || options().find((option) => option.textContent !== card.right);
  if (chosen) chosen.focus();
  show(card.back, true);
}

/**
 * Return what of a card is not in view, or wider than the screen: on the front the question, on the back the result. For
 * a choice that is the verdict, the right option and the chosen one: a wrong one, on the smallest screen each in turn.
 */
function missed(card) {
  const found = [];
  function look(side, selectors) {
    if (document.documentElement.scrollWidth > innerWidth) found.push([card.fact, card.kind, side, "is too wide"]);
    for (const selector of selectors) {
      const places = all(selector).map((each) => each.getBoundingClientRect());
      const isInView = places.length === 1 && places.every((at) => at.height && at.top >= 0 && at.bottom <= innerHeight);
      if (!isInView) found.push([card.fact, card.kind, side, selector]);
    }
  }
  show(card.front, false);
  look("front", [".qg-ask"]);
  const results = { Typed: [".qg-verdict", "#typeans", ".qg-text"], Gap: [".qg-gap"] };
  const places = options().length && innerHeight < 600 ? options().keys() : [-1];
  for (const place of places) {
    turn(card, place);
    const isWrong = document.querySelector(".qg-verdict.qg-bad");
    if (!options().length) look("back", results[card.kind] || [".qg-text"]);
    else look("back", [".qg-verdict", ".qg-right", ...(isWrong ? [".qg-chosen"] : [])]);
  }
  return found;
}

/** Return the height of a back without its drawing, where there are options with a wrong one chosen; and the drawing's. */
function height(card) {
  turn(card);
  const drawing = document.querySelector(".qg-drawing"), drawn = drawing ? drawing.offsetHeight : 0;
  drawing?.remove();
  return [document.documentElement.scrollHeight, drawn];
}

/** Return the sides of a card that scroll sideways, at the usual size of text or at twice that. */
function tooWide(card) {
  return ["front", "back"].filter((side) => {
    show(card[side], side === "back");
    unfold();
    return ["100%", "200%"].some((size) => {
      document.documentElement.style.fontSize = size;
      return document.documentElement.scrollWidth > innerWidth;
    });
  }).map((side) => [card.fact, card.kind, side]);
}

/** Return the height of the smallest thing to touch, and how large the smallest letters are beside the card's usual ones. */
function sizes(card) {
  show(card.front, false);
  const heights = all(".qg-choice li, input").map((each) => each.offsetHeight);
  show(card.back, true);
  unfold();
  const usual = parseFloat(getComputedStyle(document.body).fontSize);
  const letters = all(".qg *").map((each) => parseFloat(getComputedStyle(each).fontSize) / usual);
  return [Math.min(...heights, document.querySelector("summary").offsetHeight), Math.min(...letters)];
}

/** Return a colour of CSS as red, green, blue and how little shines through it. */
function colour(text) {
  const parts = text.match(/[\d.]+/g).map(Number);
  return parts.length < 4 ? [...parts, 1] : parts;
}

function over(top, below) {
  return [0, 1, 2].map((part) => top[part] * top[3] + below[part] * (1 - top[3]));
}

/** Return the colour on which the text of an element stands. */
function paper(element) {
  return element ? over(colour(getComputedStyle(element).backgroundColor), paper(element.parentElement)) : [255, 255, 255];
}

/** Return the contrast of two colours as WCAG 2 defines it. */
function contrast(one, other) {
  const [less, more] = [one, other].map((colour) => {
    const [red, green, blue] = colour.map((part) => part / 255)
      .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }).sort((one, other) => one - other);
  return (more + 0.05) / (less + 0.05);
}

/** Yield the contrast of each text that an element shows, its own and what the style puts before and behind it. */
function* textContrasts(element) {
  const own = Array.from(element.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (own || element.tagName === "INPUT") {
    yield contrast(over(colour(getComputedStyle(element).color), paper(element)), paper(element));
  }
  for (const pseudo of ["::before", "::after"]) {
    const style = getComputedStyle(element, pseudo);
    if (["none", "normal"].includes(style.content)) continue;
    const below = over(colour(style.backgroundColor), paper(element));
    yield contrast(over(colour(style.color), below), below);
  }
}

/** Yield the contrast of each border of an element with what lies inside of it, and with what lies outside. */
function* borderContrasts(element) {
  const style = getComputedStyle(element);
  for (const side of ["Top", "Right", "Bottom", "Left"]) {
    if (style[`border${side}Style`] === "none" || !parseFloat(style[`border${side}Width`])) continue;
    const line = over(colour(style[`border${side}Color`]), paper(element));
    yield contrast(line, paper(element));
    yield contrast(line, paper(element.parentElement));
  }
}

/** Return the least contrast of the texts and of the borders of a card, on both sides, an option chosen, all unfolded. */
function contrasts(card) {
  const texts = [], borders = [];
  function look() {
    for (const element of all(".qg, .qg *").filter((each) => each.getClientRects().length)) {
      texts.push(...textContrasts(element));
      borders.push(...borderContrasts(element));
    }
  }
  show(card.front, false);
  look();
  if (options().length) options()[0].focus();
  look();
  show(card.back, true);
  unfold();
  look();
  return [Math.min(...texts), Math.min(...borders)];
}

/**
 * Show a choice twelve times, each option chosen three times. Return whether it stays in order, in how many orders it was
 * shown, and what the back showed where it should have shown something else.
 */
function choices(card) {
  const orders = new Set(), wrong = [];
  function expect(found, right) {
    if (JSON.stringify(found) !== JSON.stringify(right)) wrong.push([found, right]);
  }
  show(card.front, false);
  const texts = options().map((option) => option.textContent).sort();
  for (const chosen of [...texts, ...texts, ...texts]) {
    show(card.front, false);
    const order = options().map((option) => option.textContent);
    orders.add(order.join("|"));
    options()[order.indexOf(chosen)].focus();
    show(card.back, true);
    const letters = [chosen, card.right].map((text) => "ABCD"[order.indexOf(text)]);
    const verdict = chosen === card.right ? "✓ Right." : `✗ Wrong: you chose ${letters[0]}, right is ${letters[1]}.`;
    expect(document.querySelector(".qg-verdict").textContent, verdict);
    expect(options().map((option) => option.textContent), order);
    const marks = { [chosen]: '"✗ your choice"', [card.right]: '"✓ right"' };
    expect(options().map((option) => getComputedStyle(option, "::after").content), order.map((text) => marks[text] || "none"));
  }
  return [document.querySelector(".qg-in-order") !== null, orders.size, wrong];
}

/** Return what the back says of what was typed, what it leaves of Anki's comparison, and whether anything there is red. */
function said(card) {
  show(card.back, true);
  const verdict = document.querySelector(".qg-verdict"), compared = document.getElementById("typeans");
  const isRed = document.querySelector(".typeBad, .typeMissed") !== null;
  return [verdict.hidden ? "" : verdict.textContent, compared.hidden ? "" : compared.innerText.trim(), isRed];
}
