(function () {
  // Without this script Anki's own comparison stands alone, which holds every letter against the printed form.
  const compared = document.querySelector("code#typeans");
  if (!compared) return; // the learner has switched typing off
  if (!compared.querySelector("span")) {
    compared.hidden = true; // nothing was typed, and the answer stands below
    return;
  }
  // What was typed is the first line, without the dashes that fill it up; where it is right to the letter, the only one.
  let typed = "";
  for (const part of compared.childNodes) {
    if (part.nodeName === "BR") break;
    if (part.className !== "typeMissed") typed += part.textContent;
  }

  // Texts that say the same are the same here: but for case, accents, marks, words such as "the", and the "st" of "1st".
  // Signs stay, as they say something: 30 is not 30 %, and 5 is not -5.
  const littleWords = "<!-- little words -->".split(" ");
  const ordinal = /(\d)(<!-- ordinal endings -->)(?![a-z])/g;
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/['’]/g, "").replace(/\b[a-z](\.[a-z]\b)+/g, function (initials) { return initials.replace(/\./g, ""); })
      .replace(/(^|[\s(])[-−](?=\d)/g, "$1minus").replace(ordinal, "$1").replace(/([^\p{L}\p{N}\s])/gu, " $1 ")
      .split(/[-‐‑–—.,;:/()"“”\s]+/u).filter(function (word) { return word && !littleWords.includes(word); }).join(" ");
  }
  // A number that lies within the tolerance stands for the right one.
  const tolerated = document.querySelector(".qg-accepted [data-tolerance]");
  function read(text) {
    return !tolerated ? text : text.replace(/[-−]?\d[\d,]*(?:\.\d+)?/, function (number) {
      const value = Number(number.replace("−", "-").replace(/,(?=\d{3}(?!\d))/g, "").replace(",", "."));
      const distance = Math.abs(value - Number(tolerated.dataset.number));
      return distance <= Number(tolerated.dataset.tolerance) + 1e-9 ? tolerated.dataset.number : number;
    });
  }
  const accepted = Array.from(document.querySelectorAll(".qg-accepted span"));
  const isRight = accepted.some(function (form) { return plain(form.textContent) === plain(read(typed)); });
  const verdict = document.querySelector(".qg-verdict");
  verdict.textContent = isRight ? gettext("✓ Right.") : gettext("✗ Not one of the right answers.");
  verdict.classList.add(isRight ? "qg-good" : "qg-bad");
  verdict.hidden = false;
  if (isRight) {
    // Anki would mark in red what differs from the printed form.
    compared.innerHTML = '<span class="typeGood"></span>';
    compared.firstChild.textContent = typed;
  }
})();
