// Keeps what is filled in while the page is open, and writes it into a copy of the page. Nothing is sent anywhere.
"use strict";
const fields = document.querySelectorAll("input, select, textarea");
const [status] = document.querySelectorAll("[role=status]");
// Other papers may be opened from the same folder; the next pupil at this computer is to see no answers of this one.
const key = "quizgen " + document.querySelector("main").dataset.copy;
let isSaved = true;

const value = field => field.type === "radio" ? field.checked : field.value;

// The name stands over later pages too, where the style sheet prints it, cut to the width of the blank it replaces.
function nameLaterPages() {
  const name = document.getElementById("name")?.value.slice(0, 25);
  if (name) document.documentElement.style.setProperty("--name", JSON.stringify(name));
  else document.documentElement.style.removeProperty("--name");
}

function keep() {
  isSaved = false;
  status.textContent = "";
  sessionStorage.setItem(key, JSON.stringify(Array.from(fields, value)));
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(key));
  if (!kept) return;
  fields.forEach((field, place) => {
    if (field.type === "radio") field.checked = kept[place];
    else field.value = kept[place];
  });
  isSaved = false;
}

// What is filled in becomes what the page begins with.
function write(field) {
  if (field.type === "radio") field.defaultChecked = field.checked;
  else if (field.options) for (const option of field.options) option.defaultSelected = option.selected;
  else field.defaultValue = field.value;
}

function save() {
  fields.forEach(write);
  nameLaterPages();
  const copy = document.documentElement.cloneNode(true);
  for (const tools of copy.querySelectorAll(".tools")) tools.hidden = true;
  copy.querySelector("[role=status]").textContent = "";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["<!doctype html>\n", copy.outerHTML, "\n"], { type: "text/html" }));
  link.download = document.title + ".html";
  link.click();
  isSaved = true;
  status.textContent = status.dataset.saved;
}

try {
  restore();
  document.addEventListener("input", keep);
} catch {
  document.addEventListener("input", () => { isSaved = false; });  // a browser that keeps nothing saves still
}
window.addEventListener("beforeunload", event => { if (!isSaved) event.preventDefault(); });
window.addEventListener("beforeprint", nameLaterPages);
document.getElementById("save").addEventListener("click", save);
document.getElementById("print").addEventListener("click", () => window.print());
for (const tools of document.querySelectorAll(".tools")) tools.hidden = false;
