// Names for what Django's scripts and tables leave unnamed, for those who hear the page.
// WCAG 2.2, success criterion 4.1.2 (name, role, value).
"use strict";
{
  const words = element => element?.textContent.trim().replace(/\s*[:៖]$/, "") ?? "";

  const columnOf = field => {
    const cell = field.closest(".tabular td");
    return cell && cell.closest("table").tHead?.rows[0].cells[cell.cellIndex];
  };

  const nameOf = field =>
    field.getAttribute("aria-label") || words(field.labels?.[0]) || words(columnOf(field));

  const name = (element, text) => {
    if (element && text && !element.hasAttribute("aria-label")) element.setAttribute("aria-label", text);
  };

  // A row of a table has no labels: its column says what a field is.
  const nameRows = () => {
    for (const field of document.querySelectorAll(".tabular td :is(input:not([type=hidden]),select,textarea)"))
      if (!field.labels?.length) name(field, nameOf(field));
    // The column of what Django writes over a row heads nothing.
    for (const head of document.querySelectorAll(".tabular th.original")) head.setAttribute("role", "cell");
  };

  // Select2 puts a box beside the field that it hides, and takes the label to neither.
  const nameChoices = () => {
    for (const field of document.querySelectorAll("select.select2-hidden-accessible")) {
      const around = field.nextElementSibling;
      const box = around?.querySelector(".select2-selection");
      const chosen = box?.querySelector(".select2-selection__rendered");
      if (!chosen) continue;
      const text = nameOf(field);
      name(box, text);
      if (field.multiple) {
        name(box.querySelector(".select2-search__field"), text);
        // For the mouse alone, and no item of the list in which it stands.
        chosen.querySelector(":scope > .select2-selection__clear")?.setAttribute("aria-hidden", "true");
      } else {
        // What is chosen is text, not a second field inside the first.
        chosen.removeAttribute("role");
        chosen.removeAttribute("aria-readonly");
        box.id ||= `${field.id}-box`;
        box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
      }
      if (around.classList.contains("select2-container--open"))
        name(document.querySelector(".select2-dropdown .select2-search__field"), text);
    }
  };

  const nameEditors = () => {
    for (const editor of document.querySelectorAll(".ProseMirror"))
      name(editor, words(editor.closest(".form-row")?.querySelector("label")));
  };

  // Its label is a picture; beside a hint, that alone is not counted as a name.
  const nameSearch = () =>
    name(document.getElementById("searchbar"), document.querySelector("label[for=searchbar] img")?.alt);

  const nameAll = () => {
    nameSearch();
    nameRows();
    nameChoices();
    nameEditors();
  };

  nameAll();
  // Boxes, rows and editors come and go while the page is used.
  new MutationObserver(nameAll).observe(document.body, {childList: true, subtree: true});
}
