// The page's own script. It builds what is asked from the data in the page, and keeps what is answered on the device.
"use strict";
const DATA = JSON.parse(document.getElementById("data").textContent);

// A text in the language of the page, with values in the places that stand in braces.
function gettext(text, places = {}) {
  return (DATA.texts[text] ?? text).replace(/\{([a-z_]+)\}/g, (place, name) => places[name] ?? place);
}

// An element with attributes and children; a text that is a child stays text. `html` is markup that the page's maker
// has written, and `on` is what is done when it is pressed.
function make(name, { html, on, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(key, value);
  }
  if (html !== undefined) made.innerHTML = html;
  if (name === "button" && !attributes.type) made.type = "button";
  if (on) made.addEventListener("click", on);
  made.append(...children.filter(child => child !== "" && child !== null && child !== undefined));
  return made;
}

const button = (text, on, style = "") => make("button", { class: style || undefined, on }, text);
const paragraph = (text, style = "") => make("p", { class: style || undefined }, text);
const bar = share => {
  const filled = make("span");
  filled.style.width = `${Math.round(100 * share)}%`;
  return make("div", { class: "bar", "aria-hidden": "true" }, filled);
};

// The text of markup, as it is said and kept in the log; a formula is written in one line.
function plain(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  for (const formula of holder.content.querySelectorAll("math")) formula.replaceWith(formula.getAttribute("aria-label"));
  return holder.content.textContent;
}

// Random order, all orders equally likely.
function shuffled(values) {
  const mixed = [...values];
  for (let last = mixed.length - 1; last > 0; last--) {
    const place = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[place]] = [mixed[place], mixed[last]];
  }
  return mixed;
}

// What is said to whoever hears the page.
function say(text) {
  document.getElementById("said").textContent = text;
}

// Shows a view (start, asking or reading) in the place of the last, and begins to read it at its heading.
function show(view, ...parts) {
  say("");
  const app = document.getElementById("app");
  app.replaceChildren(...parts.filter(Boolean));
  app.hidden = false;
  document.documentElement.className = `js ${view}`;
  const heading = app.querySelector("h2");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}
