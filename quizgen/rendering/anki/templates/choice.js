(function () {
  // Without this script the options are a plain lettered list, and the back still marks the right one.
  var box = document.querySelector(".qg-choice");
  if (!box) return;
  var items = Array.prototype.slice.call(box.querySelectorAll("ol > li"));
  var key = "quizgen:" + box.getAttribute("data-fact");
  var right = box.getAttribute("data-right");
  function letter(index) { return String.fromCharCode(65 + index); }
  function recall() { try { return sessionStorage.getItem(key); } catch (e) { return window.quizgenChosen || null; } }
  function remember(value) {
    window.quizgenChosen = value;
    try { if (value) sessionStorage.setItem(key, value); else sessionStorage.removeItem(key); } catch (e) { /* private mode */ }
  }
  function showBack() {
    var chosen = recall();
    var verdict = document.querySelector(".qg-verdict");
    if (!chosen || !verdict) return;
    items.forEach(function (item, index) { if (letter(index) === chosen) item.classList.add("qg-chosen"); });
    verdict.textContent = chosen === right ? gettext("✓ Right.")
      : gettext("✗ Wrong: you chose {chosen}, right is {right}.").replace("{chosen}", chosen).replace("{right}", right);
    verdict.classList.add(chosen === right ? "qg-good" : "qg-bad");
    verdict.hidden = false;
  }
  function flip() {
    if (typeof pycmd === "function") pycmd("ans");
    else if (typeof showAnswer === "function") showAnswer();
  }
  function choose(index) {
    items.forEach(function (item, other) {
      item.setAttribute("aria-checked", other === index ? "true" : "false");
      item.tabIndex = other === index ? 0 : -1;
    });
    remember(letter(index));
  }
  function press(event, index) {
    var steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
    if (event.key === " " || event.key === "Enter") { choose(index); flip(); }
    else if (steps[event.key]) {
      var next = (index + steps[event.key] + items.length) % items.length;
      choose(next);
      items[next].focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
  if (right) { showBack(); return; }
  remember(null);
  box.querySelector("ol").setAttribute("role", "radiogroup");
  box.querySelector("ol").setAttribute("aria-labelledby", "qg-ask");
  items.forEach(function (item, index) {
    item.setAttribute("role", "radio");
    item.setAttribute("aria-checked", "false");
    item.tabIndex = index ? -1 : 0;
    item.classList.add("tappable");
    item.addEventListener("click", function () { choose(index); flip(); });
    item.addEventListener("keydown", function (event) { press(event, index); });
  });
})();
