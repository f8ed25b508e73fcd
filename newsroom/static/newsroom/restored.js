// What the browser gives back after "Back" reaches the text editor too.
"use strict";
// The browser restores a form once the page has loaded. The editor has read the older
// text by then, and would write it over the newer one at the first key.
document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const read = textarea.value;
  let isTouched = false;
  editor.on("update", () => { isTouched = true; });
  addEventListener("pageshow", () => {
    if (!isTouched && textarea.value !== read) {
      editor.commands.setContent(textarea.value, { parseOptions: { preserveWhitespace: true } });
    }
  }, { once: true });
});
