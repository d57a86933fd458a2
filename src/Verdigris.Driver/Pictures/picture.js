"use strict";
(() => {
  const teller = document.querySelector(".teller");
  const show = (variable) => {
    for (const element of document.querySelectorAll(".on")) element.classList.remove("on");
    const story = variable && document.getElementById(variable);
    teller.hidden = !story;
    if (!story) return;
    for (const element of document.querySelectorAll(`[data-variable="${variable}"]`)) element.classList.add("on");
    const copy = story.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("data-variable");
    copy.classList.remove("on");
    teller.replaceChildren(copy);
  };
  const variableAt = (event) => event.target.closest?.("[data-variable]")?.dataset.variable;
  document.addEventListener("pointerover", (event) => show(variableAt(event) ?? variableAt({ target: document.activeElement })));
  document.addEventListener("focusin", (event) => show(variableAt(event)));
  document.addEventListener("focusout", () => show(undefined));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") show(undefined); });
})();
