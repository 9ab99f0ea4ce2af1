
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const form = find("filter"), shown = find("shown"), title = document.querySelector("title");
  const asked = (name) => find(`filter-${name}`);
  const rows = all("tbody.row").map((row) => ({
    row,
    unit: row.closest(".unit").dataset.unit,
    field: row.closest(".field").dataset.field,
    same: row.dataset.mark === "same",
    text: folded(all(".code, .name", row).map((cell) => cell.textContent).join(" ")),
  }));
  const shared = all(".shared > .changes > .change");

  const language = () => (find("say-en").checked ? "en" : "vi");

  function speak() {
    const now = language();
    document.documentElement.lang = now;
    title.textContent = title.dataset[now];
    for (const option of all("option[data-vi]")) option.textContent = option.dataset[now];
    for (const group of all("optgroup[data-vi]")) group.label = group.dataset[now];
    count();
  }

  function count() {
    const visible = rows.filter((one) => !one.row.hidden).length;
    shown.textContent = shown.dataset[language()].replace("{shown}", visible).replace("{all}", rows.length);
    shown.hidden = false;
  }

  // A change stays where it, or one that follows from it, is asked for.
  function keep(change, kind, contract) {
    const below = all(".change", change).filter((other) => keep(other, kind, contract)).length > 0;
    const itself = (!kind || change.dataset.kind === kind) && (!contract || change.dataset.contract === contract);
    change.hidden = !itself && !below;
    return !change.hidden;
  }

  function filter() {
    const [unit, field, kind, contract] = ["unit", "field", "kind", "contract"].map((name) => asked(name).value);
    const text = folded(asked("text").value.trim());
    for (const one of rows) {
      const kept = all(".changes > .change", one.row).filter((change) => keep(change, kind, contract)).length > 0;
      const here = (!unit || one.unit === unit) && (!field || one.field === field) && (!text || one.text.includes(text));
      one.row.hidden = !here || ((kind || contract) && !kept) || (one.same && !text && !asked("same").checked);
    }
    const kept = shared.filter((change) => keep(change, kind, contract)).length > 0;
    for (const section of all(".shared")) section.hidden = !kept || Boolean(field || text);
    for (const section of all(".field, .unit")) section.hidden = all("tbody.row:not([hidden])", section).length === 0;
    for (const group of all("optgroup")) group.hidden = group.disabled = Boolean(unit) && group.dataset.unit !== unit;
    count();
  }

  // Whoever follows a link to a row that is filtered away gets to see it.
  function reveal() {
    const target = find(decodeURIComponent(location.hash.slice(1)));
    const hidden = target && target.closest("[hidden]");
    if (!hidden || hidden === form) return;
    form.reset();
    filter();
    if (target.closest("[hidden]")) {
      asked("same").checked = true;
      filter();
    }
    target.scrollIntoView();
  }

  for (const id of ["say-vi", "say-en"]) find(id).addEventListener("change", speak);
  form.addEventListener("input", (event) => {
    if (event.target === asked("unit")) asked("field").value = "";
    filter();
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reveal);
  asked("same").defaultChecked = all(".change").length === 0; // nothing changed: everything is worth a look
  form.hidden = false;
  filter();
  speak();
  reveal();
})();
