// Buttons that copy a text, for pages on which it can also be selected by hand.
"use strict";
{
  const copy = async area => {
    try {
      await navigator.clipboard.writeText(area.value);
    } catch {
      // Without https a page may only copy what is selected.
      area.select();
      document.execCommand("copy");
    }
  };

  for (const button of document.querySelectorAll("[data-copies]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await copy(document.getElementById(button.dataset.copies));
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.copied;
    });
  }
}
