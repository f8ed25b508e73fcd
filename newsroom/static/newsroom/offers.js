// The panel of a row: fetched once somebody stands there, kept as long as the row is.
const WAIT = 250;
const kept = new Map();
let shown = null, waiting = 0, asking = null;

const link = address => {
  const sheet = document.createElement("link");
  Object.assign(sheet, {rel: "stylesheet", href: address});
  document.head.append(sheet);
};

// Whole texts by their number; of each term what it is called best, by G and a number.
const TEXTS = ".use:not(.inline)", TERMS = ".use.inline:has(.best)";

const number = panel => {
  for (const [kind, leader] of [[TEXTS, ""], [TERMS, "G "]])
    panel.querySelectorAll(`${kind} kbd`).forEach((sign, at) => {
      sign.hidden = at > 8;
      sign.textContent = leader + (at + 1);
    });
};

const nth = (kind, at) => shown?.querySelectorAll(kind)[at - 1]?.elements.offer.value ?? "";

const close = () => {
  asking?.abort();
  clearTimeout(waiting);
  shown?.remove();
  shown = null;
};

const open = (row, html, words) => {
  const panel = document.createElement("div");
  panel.className = "offers";
  panel.setAttribute("role", "region");
  panel.setAttribute("aria-label", words.offersLabel);
  panel.innerHTML = html;
  number(panel);
  // What was selected in the source is what somebody wants to add.
  panel.querySelector(".adds")?.addEventListener("toggle", event => {
    const chosen = getSelection(), [field] = event.target.querySelectorAll("input");
    if (row.li.querySelector(".source").contains(chosen.anchorNode)) field.value ||= chosen.toString().trim();
  });
  // The place where somebody writes is kept while they press a term.
  panel.addEventListener("mousedown", event => {
    if (event.target.closest(".inline button")) event.preventDefault();
  });
  row.li.append(panel);
  shown = panel;
};

const ask = async (row, words) => {
  asking = new AbortController();
  const {signal} = asking;
  const address = `${words.offers}${row.key}/?fragment`;
  const response = await fetch(address, {signal, redirect: "manual", headers: {Accept: "text/html"}});
  if (!response.ok) return;
  const html = await response.text();
  kept.set(row.key, {li: row.li, html});
  if (!signal.aborted) open(row, html, words);
};

// What a press asks for stands where the press was.
const send = async form => {
  const button = form.querySelector("button"), section = form.closest("section");
  button.disabled = true;
  const sent = {method: "POST", body: new FormData(form), redirect: "manual", headers: {Accept: "text/html"}};
  const response = await fetch(`${form.action}?fragment`, sent).catch(() => null);
  button.disabled = false;
  const html = await response?.text();
  if (!html || response.redirected || response.type === "opaqueredirect") return;
  section.insertAdjacentHTML("afterend", html);
  section.remove();
  if (shown) number(shown);
};

export const begin = words => {
  link(words.offersLook);
  return {
    show(row) {
      if (shown && row.li.contains(shown)) return;
      close();
      if (!row.editor || !row.li.querySelector(".source").textContent.trim()) return;
      const known = kept.get(row.key);
      if (known?.li === row.li) return open(row, known.html, words);
      // Nothing to offer is no reason to stop writing.
      waiting = setTimeout(() => ask(row, words).catch(() => undefined), WAIT);
    },
    send,
    text: at => nth(TEXTS, at),
    term: at => nth(TERMS, at),
  };
};
