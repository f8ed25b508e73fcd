// Keeps what somebody writes: saves the text by itself, says how that went, and holds
// the page while something is unsaved. Without it, Save does the same by hand.
"use strict";
{
  const place = document.getElementById("writing");
  const form = place?.closest("form");
  const words = place?.dataset ?? {};
  const PAUSE = 1500;
  const FIRST_WAIT = 2000, LONGEST_WAIT = 60000;
  const HEARTBEAT = 20000;
  // How long a button waits for a text that is on its way.
  const PATIENCE = 5000;
  // What a browser carries on after its page is gone (Fetch Standard, "keepalive").
  const MOST_KEPT_ALIVE = 60000;
  const FIELDS = ["headline_text", "standfirst", "dateline", "body", "caption"];

  const field = name => form.elements.namedItem(name);
  const textOf = how => JSON.stringify(FIELDS.map(name => field(name)?.[how] ?? ""));
  const textNow = () => textOf("value");
  const isOurs = element => FIELDS.includes(element.name);

  let written = "", base = null;      // As the server knows the text of this page.
  let unanswered = null;              // Sent, and perhaps stored: sent again as it was.
  let sending = null;                 // The promise of a text on its way.
  let timer = 0, wait = FIRST_WAIT;
  let restChanged = false, leaving = false, passing = false, unreachable = false;

  const isUnsaved = () => unanswered !== null || textNow() !== written;

  const say = (name, filled = {}) => {
    const line = document.getElementById("saving");
    const text = words[name].replace(/\{(\w+)\}/g, (_all, key) => filled[key] ?? "");
    if (line.textContent !== text) line.textContent = text;
    line.dataset.state = name;
  };

  const sayWhoIsHere = text => {
    const line = document.getElementById("also-here");
    if (line.textContent !== text) line.textContent = text;
  };

  // Signing in again in another tab gives this page a new key, too.
  const key = () => {
    const cookie = document.cookie.match(/(?:^|;\s*)spean_csrf=([^;]+)/)?.[1];
    if (cookie)
      for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = cookie;
    return form.elements.csrfmiddlewaretoken.value;
  };

  const post = (url, body, options = {}) =>
    fetch(url, {
      method: "POST",
      body,
      headers: {"X-CSRFToken": key(), Accept: "application/json"},
      credentials: "same-origin",
      redirect: "manual",
      ...options,
    });

  const answerOf = async response => {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return isJson ? response.json() : null;
  };

  const retry = () => {
    schedule(wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  };

  const accept = (sent, answer) => {
    unanswered = null;
    wait = FIRST_WAIT;
    written = sent.text;
    base.value = answer.base;
    sayWhoIsHere(answer.here);
    if (textNow() === written) say(answer.others_wrote ? "merged" : "saved", {time: answer.saved});
    else schedule(PAUSE);
  };

  // Nothing was stored, so what is typed meanwhile goes out next time.
  const refuse = (response, answer) => {
    unanswered = null;
    const reasons = answer?.reasons?.join(" ");
    if (response.status === 409) return say("conflict");
    if (reasons) return say("refused", {reasons});
    if (response.status === 413 || response.status === 400) return say("long");
    if (response.status === 404) return say("gone");
    say("out");
    return retry();
  };

  const isRefusal = response => response.type === "opaqueredirect" || (response.status >= 400 && response.status < 500);

  const send = async keepalive => {
    const sent = unanswered ?? {text: textNow(), base: base.value};
    unanswered = sent;
    const body = new FormData();
    JSON.parse(sent.text).forEach((value, at) => body.append(FIELDS[at], value));
    body.append("base", sent.base);
    const size = new TextEncoder().encode(sent.text + sent.base).length + 2000;
    try {
      const response = await post(words.autosave, body, {keepalive: keepalive && size < MOST_KEPT_ALIVE});
      unreachable = false;
      if (isRefusal(response)) return refuse(response, await answerOf(response));
      const answer = response.ok ? await answerOf(response) : null;
      if (answer) return accept(sent, answer);
    } catch {
      unreachable = true;
    }
    // Whether it was stored, nobody knows: it is sent again as it was.
    say("offline");
    retry();
  };

  const save = (keepalive = false) => {
    clearTimeout(timer);
    timer = 0;
    if (!words.autosave || !isUnsaved()) return Promise.resolve();
    sending ??= send(keepalive).finally(() => {
      sending = null;
    });
    return sending;
  };

  const schedule = pause => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const typed = event => {
    if (event.target.name?.startsWith("own-")) choose(event.target);
    if (!isOurs(event.target)) {
      restChanged = true;
      return;
    }
    if (mustChoose() || !words.autosave || !isUnsaved()) return;
    if (!["conflict", "out", "offline"].includes(document.getElementById("saving").dataset.state)) say("waiting");
    wait = FIRST_WAIT;
    schedule(PAUSE);
  };

  const mustChoose = () => document.getElementById("three-ways") !== null;

  // Whoever writes a third text means it.
  const choose = own => {
    const choice = own.closest(".choice")?.querySelector("[value=own]");
    if (choice) choice.checked = true;
  };

  const saveSoon = keepalive => {
    if (!mustChoose() && isUnsaved()) save(keepalive);
  };

  // What was typed arrives before the whole form does, or a step is taken.
  const holdForms = async event => {
    const {target, submitter} = event;
    if (event.defaultPrevented || !words.autosave || mustChoose() || passing || !isUnsaved()) {
      // Nothing is lost by going: the form takes the text along, or it is stored.
      if (!event.defaultPrevented) leaving = target === form || !(isUnsaved() || restChanged);
      passing = false;
      return;
    }
    event.preventDefault();
    const patience = new Promise(done => setTimeout(done, PATIENCE));
    await Promise.race([Promise.resolve(sending).then(() => save()), patience]);
    // Where nobody answers, leaving this page would end with the browser's own.
    if (unreachable && target === form) return;
    passing = true;
    target.requestSubmit(submitter);
  };

  const holdPage = event => {
    if (!leaving && ((words.autosave && isUnsaved()) || restChanged)) event.preventDefault();
  };

  const beat = async () => {
    if (document.hidden) return;
    try {
      const response = await post(words.heartbeat, new FormData());
      const answer = response.ok ? await answerOf(response) : null;
      if (answer) sayWhoIsHere(answer.here);
    } catch {
      // Who else is here can wait.
    }
  };

  const look = () => {
    if (mustChoose()) return say("choose");
    if (!words.autosave || !isUnsaved()) return;
    say("waiting");
    schedule(PAUSE);
  };

  const begin = () => {
    base = form.elements.base;
    // A browser that brings a text back brings its base back only if a script set it.
    base.value = base.value;
    written = place.hasAttribute("data-unsaved") ? "" : textOf("defaultValue");
    look();
    form.addEventListener("input", typed);
    form.addEventListener("change", typed);
    form.addEventListener("focusout", event => {
      if (isOurs(event.target) || event.target.isContentEditable) saveSoon();
    });
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) saveSoon(true);
    });
    document.addEventListener("submit", holdForms);
    window.addEventListener("online", () => saveSoon());
    window.addEventListener("beforeunload", holdPage);
    // A page that comes back has not left, and may bring a text back with it.
    window.addEventListener("pageshow", () => {
      leaving = passing = false;
      look();
    });
  };

  if (form) {
    if (form.elements.base) begin();
    setInterval(beat, HEARTBEAT);
  }
}
