// The pair editor with a script: rows are written as they look, saved by themselves, and
// their buttons work without a new page. Without it, every button sends its form.
"use strict";
{
  const main = document.getElementById("main"), words = main.dataset;
  const list = document.getElementById("rows"), line = document.getElementById("saving");
  const next = document.getElementById("next"), keys = document.getElementById("keys");
  const keep = document.getElementById("keep"), left = document.getElementById("left");
  const PAUSE = 1500, FIRST_WAIT = 2000, LONGEST_WAIT = 60000;
  const HEARTBEAT = 20000, PATIENCE = 5000, LEADER = 3000, DRAFT_PAUSE = 300;
  // What a browser carries on after its page is gone (Fetch Standard, "keepalive").
  const MOST_KEPT_ALIVE = 60000;
  // The worst of all rows is said above them.
  const WORST = ["conflict", "gone", "out", "long", "refused", "offline", "waiting", "merged"];
  const rows = new Map();
  let here = null, savedAt = "", leader = 0, isTerm = false, leaving = false, passing = null;

  const fill = (name, filled = {}) => words[name].replace(/\{(\w+)\}/g, (_all, key) => filled[key] ?? "");
  const make = (tag, given = {}) => Object.assign(document.createElement(tag), given);
  const put = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };
  const keeps = () => keep?.checked ?? false;
  // A device that keeps nothing is no reason to stop writing.
  const quietly = promise => promise.catch(() => undefined);

  const isDirty = row => row.unanswered !== null || (row.editor !== null && row.editor.innerHTML !== row.written);
  const inOrder = () => [...list.children].map(li => rows.get(li.id));

  const say = () => {
    const troubles = [...rows.values()].map(row => row.trouble);
    const name = WORST.find(each => troubles.includes(each)) ?? (savedAt ? "saved" : "");
    const worst = [...rows.values()].find(row => row.trouble === name);
    const shown = name === "offline" && keeps() ? "kept" : name;
    put(line, name ? fill(shown, {time: savedAt, reasons: worst?.reasons}) : "");
    line.dataset.state = name;
  };

  const trouble = (row, name, reasons = "") => {
    row.trouble = name;
    row.reasons = reasons;
    let told = row.li.querySelector(".told");
    if (!told && reasons) {
      told = make("p", {className: "told", role: "alert"});
      row.form.append(told);
    }
    put(told, reasons);
    say();
  };

  // Signing in again in another tab gives this page a new key, too.
  const token = form => {
    const cookie = document.cookie.match(/(?:^|;\s*)spean_csrf=([^;]+)/)?.[1];
    const field = form.elements.csrfmiddlewaretoken;
    if (cookie) field.value = cookie;
    return field.value;
  };

  const post = async (form, body, options = {}, url = form.action) => {
    body.set("csrfmiddlewaretoken", token(form));
    const headers = {Accept: "application/json"};
    const response = await fetch(url, {method: "POST", body, headers, redirect: "manual", ...options});
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    return {status: response.status, isOut: response.type === "opaqueredirect", answer: isJson ? await response.json() : null};
  };

  // Texts on their way
  const packed = row => ({html: row.editor.innerHTML, base: row.base.value, source: row.form.elements.source?.value ?? ""});

  const filled = sent => {
    const body = new FormData();
    for (const [name, value] of Object.entries(sent)) body.append(name, value);
    return body;
  };

  const retry = row => {
    schedule(row, row.wait);
    row.wait = Math.min(row.wait * 2, LONGEST_WAIT);
  };

  // Whether it was stored, nobody knows: it is sent again as it was.
  const lost = (row, sent) => {
    row.unanswered = sent;
    trouble(row, "offline");
    retry(row);
  };

  // Why a warning is dismissed is typed inside the list.
  const warn = (row, html) => {
    let list = row.li.querySelector(".warnings");
    if (!list) {
      if (!html.trim()) return;
      list = document.createElement("div");
      list.className = "warnings";
      row.form.querySelector(".deeds").before(list);
    }
    const isTyping = [...list.querySelectorAll("input")].some(it => it.value || it === document.activeElement);
    if (!isTyping) list.innerHTML = html;
  };

  const accept = (row, sent, answer) => {
    row.unanswered = null;
    row.wait = FIRST_WAIT;
    savedAt = answer.saved ?? savedAt;
    put(document.getElementById("progress"), answer.progress);
    if (answer.base === undefined) return;
    if (sent) row.written = sent.html;
    if (row.base) row.base.value = answer.base;
    row.li.querySelector(".signs").innerHTML = answer.signs;
    warn(row, answer.warnings);
    row.li.toggleAttribute("data-unfinished", answer.unfinished);
    const isDone = !isDirty(row);
    trouble(row, !isDone ? "waiting" : answer.others_wrote ? "merged" : "");
    if (isDone) quietly(drafts.drop(row.key));
    else schedule(row, PAUSE);
  };

  // Nothing was stored, so what is typed meanwhile goes out next time.
  const refuse = (row, {status, isOut, answer}) => {
    row.unanswered = null;
    const reasons = answer?.reasons?.join(" ") ?? "";
    if (answer?.ways) {
      row.li.querySelector(".ways")?.remove();
      row.form.insertAdjacentHTML("afterbegin", answer.ways);
      return trouble(row, "conflict", reasons);
    }
    if (reasons) return trouble(row, isDirty(row) ? "refused" : "", reasons);
    if (status === 404) return trouble(row, "gone");
    if (status === 413 || status === 400) return trouble(row, "long");
    trouble(row, "out");
    return retry(row);
  };

  const send = async (row, keepalive) => {
    const sent = row.unanswered ?? packed(row);
    row.unanswered = sent;
    const size = new TextEncoder().encode(sent.html + sent.base).length + 2000;
    let told;
    try {
      told = await post(row.form, filled({...sent, do: "save"}), {keepalive: keepalive && size < MOST_KEPT_ALIVE});
    } catch {
      return lost(row, sent);
    }
    if (told.isOut || (told.status >= 400 && told.status < 500)) return refuse(row, told);
    if (!told.answer) return lost(row, sent);
    accept(row, sent, told.answer);
    if (!told.answer.others_wrote) return undefined;
    row.fresh = told.answer.html;
    return refresh(row);
  };

  const save = (row, keepalive = false) => {
    clearTimeout(row.timer);
    if (!row.editor || !isDirty(row) || row.trouble === "conflict") return row.sending ?? Promise.resolve();
    row.sending ??= send(row, keepalive).finally(() => {
      row.sending = null;
    });
    return row.sending;
  };

  const schedule = (row, pause) => {
    clearTimeout(row.timer);
    row.timer = setTimeout(save, pause, row);
  };

  const patiently = promise => Promise.race([promise, new Promise(done => setTimeout(done, PATIENCE))]);

  const saveAll = async keepalive => {
    const each = async row => {
      await row.sending;
      await save(row, keepalive);
    };
    await patiently(Promise.all([...rows.values()].map(each)));
  };

  // What others wrote in the same row comes once nobody types there.
  const refresh = row => {
    if (!row.fresh || isDirty(row) || row.li.contains(document.activeElement)) return;
    const html = row.fresh;
    row.fresh = null;
    swap(row, html);
  };

  // Rows that come anew
  const parsed = html => {
    const around = make("ol");
    around.innerHTML = html;
    return [...around.children];
  };

  // What somebody opened in a row stays open, with what they typed there.
  const carry = (from, to, isSaid, isOther) => {
    const more = from.querySelector(".more"), said = from.querySelector("[name=comment]")?.value;
    const field = to.querySelector("[name=comment]");
    if (field) field.value = isSaid ? "" : (said ?? "");
    else if (more && (isOther || (said && !isSaid))) {
      to.querySelector(".deeds > [value=more]")?.remove();
      to.querySelector("form").append(more);
    }
  };

  const swap = (row, html, isSaid = false) => {
    const [li] = parsed(html), had = row.li.contains(document.activeElement);
    carry(row.li, li, isSaid);
    row.li.replaceWith(li);
    const taken = take(li);
    taken.trouble = row.trouble === "merged" ? "merged" : "";
    if (here === row) stand(taken);
    if (had) focus(taken);
    return taken;
  };

  const swapAll = (html, key, isSaid) => {
    const was = new Map(rows), had = document.activeElement.closest(".row")?.id;
    rows.clear();
    const fresh = parsed(html).map(li => {
      const row = was.get(li.id);
      was.delete(li.id);
      if (row && (isDirty(row) || row.trouble)) {
        rows.set(row.key, row);
        return row.li;
      }
      if (row) carry(row.li, li, isSaid, row.key !== key);
      return li;
    });
    for (const row of was.values()) if (row.editor && isDirty(row)) leave(row.editor.innerHTML);
    list.replaceChildren(...fresh);
    for (const li of fresh) if (!rows.has(li.id)) take(li);
    if (had && rows.has(had)) focus(rows.get(had));
  };

  // A text without a place stays where it can be copied.
  const leave = html => {
    const box = make("div", {className: "draft"});
    const text = make("div", {className: "text", lang: words.language, innerHTML: clean(html)});
    box.append(make("p", {textContent: words.left}), text);
    left.append(box);
  };

  // Buttons
  const deed = async (row, button) => {
    clearTimeout(row.timer);
    await saveAll();
    const still = rows.get(row.key);
    if (!still || still.unanswered) return;
    const sent = still.editor ? packed(still) : null;
    if (sent) still.field.value = sent.html;
    const body = new FormData(still.form);
    body.append(button.name, button.value);
    // Without a script, what was typed beside another button is said with it.
    if (button.value !== "comment") body.delete("comment");
    let told;
    try {
      told = await post(still.form, body);
    } catch {
      return sent ? lost(still, sent) : trouble(still, "offline");
    }
    finish(still, sent, told, button);
  };

  const finish = (row, sent, told, button) => {
    const answer = told.answer, isSaid = button.value === "comment";
    if (!answer || (answer.reasons && answer.base === undefined)) return refuse(row, told);
    // Whoever chose a text has settled the conflict.
    row.li.querySelector(".ways")?.remove();
    accept(row, sent, answer);
    let taken = row;
    if (answer.rows) swapAll(answer.rows, row.key, isSaid);
    else if (answer.html && !isDirty(row)) taken = swap(row, answer.html, isSaid);
    if (button.closest?.(".warnings")) taken.li.querySelector(".warning input")?.focus();
    if (answer.reasons) trouble(rows.get(row.key) ?? taken, "", answer.reasons.join(" "));
    else if (answer.then && rows.has(answer.then)) focus(rows.get(answer.then));
    say();
  };

  const above = async (form, button) => {
    await saveAll();
    const body = new FormData(form);
    body.append(button.name, button.value);
    try {
      const told = await post(form, body);
      if (told.answer?.rows) return location.reload();
      put(line, told.answer?.reasons?.join(" ") ?? words.out);
    } catch {
      put(line, words.offline);
    }
  };

  // A key works also where its button is behind "More".
  const press = (row, value) => row && deed(row, {name: "do", value});

  // Forms that leave this page wait for what was typed.
  const hold = async (form, button) => {
    await saveAll();
    const isLeft = [...rows.values()].some(isDirty);
    if (form.id === "submit") {
      if (isLeft) return;
      await quietly(drafts.wipe());
    }
    if (form.id === "sign-out") await patiently(quietly(drafts.forget()));
    passing = form;
    leaving = form.id !== "preview";
    form.requestSubmit(button);
  };

  const submitted = event => {
    const {target: form, submitter} = event;
    if (passing === form) {
      passing = null;
      return;
    }
    // A search, or a new entry of the glossary, opens beside the editor; a preview is
    // posted, and waits for what was typed.
    if (form.target === "_blank" && form.method === "get") return;
    event.preventDefault();
    const row = rows.get(form.closest(".row")?.id);
    if (form.classList.contains("inline")) putIn(row, form.elements.offer.value);
    else if (form.classList.contains("use")) use(row, form.elements.offer.value);
    else if (form.classList.contains("ask")) offers?.then(it => it?.send(form));
    else if (row) deed(row, submitter);
    else if ("whole" in form.dataset) above(form, submitter);
    else hold(form, submitter);
  };

  // Where somebody is
  const stand = row => {
    here?.li.classList.remove("is-here");
    here = row;
    row.li.classList.add("is-here");
    consult(row);
  };

  // What may be used here comes with the first row that somebody stands in.
  let offers = null;

  const consult = row => {
    offers ??= quietly(import(words.offersScript)).then(it => it?.begin(words));
    offers.then(it => here === row && it?.show(row));
  };

  // Behind what is written already, as if it were typed: Ctrl Z takes it back.
  const use = (row, text) => {
    if (!row?.editor || !text) return;
    focus(row);
    if (row.editor.textContent.trim()) document.execCommand(row.isHead ? "insertText" : "insertParagraph", false, " ");
    paste(row, text);
  };

  // A term goes where somebody was writing, as a word of its own.
  const putIn = (row, text) => {
    if (!row?.editor || !text) return;
    const chosen = getSelection();
    if (row.editor.contains(chosen.anchorNode)) row.editor.focus();
    else focus(row);
    const {anchorNode: node, anchorOffset: at} = chosen;
    const before = node?.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : node?.textContent ?? "";
    const isApart = !before || /[\s(“"«\u1780-\u17d3\u200b]$/.test(before);
    document.execCommand("insertText", false, isApart ? text : ` ${text}`);
  };

  const focus = row => {
    stand(row);
    row.li.scrollIntoView({block: "nearest"});
    const place = row.editor ?? row.li.querySelector("button:not([hidden])");
    place?.focus();
    if (!row.editor) return;
    getSelection().selectAllChildren(row.editor.lastElementChild ?? row.editor);
    getSelection().collapseToEnd();
  };

  const step = by => {
    const all = inOrder(), at = here ? all.indexOf(here) + by : 0;
    if (all[at]) focus(all[at]);
  };

  const goOn = () => {
    const all = inOrder(), at = all.indexOf(here);
    const row = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].find(each => "unfinished" in each.li.dataset);
    if (row) focus(row);
  };

  // Writing
  const ALLOWED = ["P", "H2", "H3", "BLOCKQUOTE", "UL", "OL", "LI", "A", "EM", "STRONG", "B", "I", "BR", "CITE", "Q", "SUB", "SUP", "SPAN"];

  // What comes back from this device is read as a stranger's.
  const clean = html => {
    const read = new DOMParser().parseFromString(html, "text/html");
    for (const element of [...read.body.querySelectorAll("*")]) {
      if (!ALLOWED.includes(element.tagName)) {
        element.replaceWith(...(["SCRIPT", "STYLE"].includes(element.tagName) ? [] : element.childNodes));
        continue;
      }
      for (const {name, value} of [...element.attributes])
        if (!(name === "lang" || (name === "href" && /^(https?|mailto):/i.test(value)))) element.removeAttribute(name);
    }
    return read.body.innerHTML;
  };

  const paste = (row, text) => {
    const paragraphs = text.replace(/\r\n?/g, "\n").trim().split(row.isHead ? /$^/ : /\n+/);
    paragraphs.forEach((each, at) => {
      if (at) document.execCommand("insertParagraph");
      document.execCommand("insertText", false, each.replace(/\s*\n\s*/g, " "));
    });
  };

  const pasted = event => {
    const row = rows.get(event.target.closest(".row")?.id);
    if (!row?.editor?.contains(event.target)) return;
    event.preventDefault();
    paste(row, (event.clipboardData ?? event.dataTransfer).getData("text/plain"));
  };

  const typed = event => {
    const row = rows.get(event.target.closest?.(".row")?.id);
    if (event.target !== row?.editor) return;
    if (!["conflict", "out", "offline"].includes(row.trouble) && row.trouble !== "waiting") trouble(row, "waiting");
    row.wait = FIRST_WAIT;
    schedule(row, PAUSE);
    if (!keeps() || row.isOffered) return;
    clearTimeout(row.drafting);
    row.drafting = setTimeout(keepDraft, DRAFT_PAUSE, row);
  };

  const tool = event => {
    const name = event.target.closest("[data-tool]")?.dataset.tool;
    if (name === "bold" || name === "italic") document.execCommand(name);
    if (name === "link") {
      const address = prompt(words.address, "https://");
      if (address !== null) document.execCommand(address ? "createLink" : "unlink", false, address);
    }
    if (name === "save") saveAll();
    if (name === "up") step(-1);
    if (name === "down") step(1);
    if (name === "help") help();
  };

  const help = () => {
    keys.hidden = !keys.hidden;
    document.querySelector("[data-tool=help]").setAttribute("aria-expanded", String(!keys.hidden));
    if (!keys.hidden) keys.scrollIntoView({block: "nearest"});
  };

  // Keys, by where they are: a Khmer layout writes other letters there
  const HELD = {KeyS: () => saveAll(), KeyJ: () => lead(), Slash: () => help()};
  const AFTER = {KeyK: "still_right", KeyS: "copy"};
  const ALONE = {ArrowUp: () => step(-1), ArrowDown: () => step(1)};

  const lead = (forTerm = false) => {
    leader = Date.now() + LEADER;
    isTerm = forTerm;
    put(line, words.leader);
  };

  const chosen = event => {
    const held = event.ctrlKey || event.metaKey, offer = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (leader > Date.now() && !held && !event.altKey) {
      if (offer && isTerm) return () => offers?.then(it => putIn(here, it?.term(offer)));
      if (offer) return () => offers?.then(it => use(here, it?.text(offer)));
      if (event.code === "KeyG" && !isTerm) return () => lead(true);
      if (AFTER[event.code] && !isTerm) return () => press(here, AFTER[event.code]);
    }
    if (held && !event.altKey && /^(Numpad)?Enter$/.test(event.code)) return () => press(here, event.shiftKey ? "approved" : "translated");
    if (held && !event.altKey && !event.shiftKey) return HELD[event.code];
    if (event.altKey && !held && !event.shiftKey) return ALONE[event.code];
    return undefined;
  };

  const pressed = event => {
    if (event.isComposing || event.keyCode === 229 || event.getModifierState("AltGraph")) return;
    const act = chosen(event);
    if (/^(Control|Meta|Shift|Alt)/.test(event.code)) return;
    if (leader) {
      leader = 0;
      say();
    }
    if (act) {
      event.preventDefault();
      act();
    } else if (event.code === "Enter" && here?.isHead && event.target === here.editor) event.preventDefault();
  };

  // Texts kept on this device
  // A record a row, for each account and version.
  const NAME = "spean-pair", STORE = "drafts", begin = `${words.account}:${words.version}:`;
  let opening = null;

  const outcome = asked =>
    new Promise((done, fail) => {
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });

  const open = () => {
    if (opening) return opening;
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    opening = outcome(asked);
    // Another page that signs out waits for nobody.
    return opening.then(base => {
      base.onversionchange = close;
      return base;
    });
  };

  const close = async () => {
    const was = opening;
    opening = null;
    if (was) (await was).close();
  };

  const stored = async act => outcome(act((await open()).transaction(STORE, "readwrite").objectStore(STORE)));

  const own = IDBKeyRange.bound(begin, `${begin}\uffff`);

  const drafts = {
    put: (row, draft) => stored(store => store.put(draft, begin + row)),
    drop: row => stored(store => store.delete(begin + row)),
    wipe: () => stored(store => store.delete(own)),
    async all() {
      const found = await stored(store => store.getAllKeys(own));
      const texts = await stored(store => store.getAll(own));
      return found.map((each, at) => [each.slice(begin.length), texts[at]]);
    },
    async forget() {
      await close();
      return outcome(indexedDB.deleteDatabase(NAME));
    },
  };

  const keepDraft = row => {
    if (keeps() && !leaving && isDirty(row)) quietly(drafts.put(row.key, {...packed(row), at: Date.now()}));
  };

  const offer = (row, draft) => {
    row.isOffered = true;
    const box = make("div", {className: "draft"});
    const use = make("button", {type: "button", textContent: words.use});
    const away = make("button", {type: "button", textContent: words.away});
    const text = make("div", {className: "text", lang: words.language, innerHTML: clean(draft.html)});
    const time = new Date(draft.at).toLocaleString(document.documentElement.lang);
    box.append(make("p", {textContent: `${words.found} ${time}`}), text, use, " ", away);
    row.form.prepend(box);
    const settle = () => {
      row.isOffered = false;
      box.remove();
    };
    use.addEventListener("click", () => {
      settle();
      row.editor.innerHTML = clean(draft.html);
      // What others wrote since is put together with it by the newsroom.
      row.base.value = draft.base;
      trouble(row, "waiting");
      save(row);
      row.editor.focus();
    });
    away.addEventListener("click", () => {
      settle();
      quietly(drafts.drop(row.key));
      row.editor.focus();
    });
  };

  const bringBack = async () => {
    for (const [name, draft] of (await quietly(drafts.all())) ?? []) {
      const row = rows.get(name);
      if (name === "") keep.checked = true;
      else if (!row?.editor) leave(draft.html);
      else if (draft.html !== row.editor.innerHTML) offer(row, draft);
      else quietly(drafts.drop(name));
    }
    say();
  };

  const choose = () => {
    if (!keep.checked) return quietly(drafts.wipe());
    quietly(drafts.put("", {at: Date.now()}));
    return rows.forEach(keepDraft);
  };

  // The beginning
  const take = li => {
    const form = li.querySelector("form"), field = li.querySelector("textarea.text");
    const row = {li, form, field, key: li.id, isHead: li.classList.contains("apart"), base: form.elements.base};
    Object.assign(row, {editor: null, written: "", unanswered: null, sending: null, timer: 0, wait: FIRST_WAIT, trouble: "", reasons: ""});
    rows.set(row.key, row);
    if (!field) return row;
    row.editor = make("div", {className: "text", lang: field.lang, contentEditable: "true", innerHTML: field.defaultValue});
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", field.getAttribute("aria-label")]]) row.editor.setAttribute(name, value);
    field.hidden = true;
    field.before(row.editor);
    row.written = row.editor.innerHTML;
    li.querySelector(".save").hidden = true;
    if (!li.querySelector(".refused")) return row;
    row.written = null;
    row.trouble = li.querySelector(".ways") ? "conflict" : "refused";
    return row;
  };

  // At the first entry: asking an empty page for it would lay all of it out at once.
  const partParagraphs = () => document.execCommand("defaultParagraphSeparator", false, "p");

  const entered = event => {
    const row = rows.get(event.target.closest(".row")?.id);
    if (!row) return;
    if (row !== here) stand(row);
    if (row.editor !== event.target || row.isHead || row.editor.textContent || row.editor.firstElementChild) return;
    const begun = row.written === row.editor.innerHTML;
    row.editor.innerHTML = "<p><br></p>";
    if (begun) row.written = row.editor.innerHTML;
    getSelection().collapse(row.editor.firstElementChild, 0);
  };

  const exited = event => {
    const row = rows.get(event.target.closest(".row")?.id);
    if (event.target !== row?.editor) return;
    if (isDirty(row)) save(row);
    else setTimeout(refresh, 0, row);
  };

  const beat = async () => {
    if (document.hidden) return;
    const form = document.getElementById("sign-out");
    const told = await quietly(post(form, new FormData(), {}, words.heartbeat));
    if (told?.answer) put(document.getElementById("also-here"), told.answer.here);
  };

  for (const li of list.children) take(li);
  for (const element of document.querySelectorAll(".script")) element.hidden = false;
  list.addEventListener("input", typed);
  list.addEventListener("focusin", partParagraphs, {once: true});
  list.addEventListener("focusin", entered);
  list.addEventListener("focusout", exited);
  list.addEventListener("paste", pasted);
  list.addEventListener("drop", pasted);
  document.addEventListener("submit", submitted);
  document.addEventListener("keydown", pressed);
  document.getElementById("bar").addEventListener("click", tool);
  // The selection stays where it is while a tool is pressed.
  document.getElementById("bar").addEventListener("mousedown", event => {
    if (event.target.closest("[data-tool]")) event.preventDefault();
  });
  next.addEventListener("click", event => {
    event.preventDefault();
    goOn();
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    rows.forEach(keepDraft);
    saveAll(true);
  });
  window.addEventListener("online", () => saveAll());
  window.addEventListener("beforeunload", event => {
    if (!leaving && [...rows.values()].some(isDirty)) event.preventDefault();
  });
  keep?.addEventListener("change", choose);
  if (keep) bringBack();
  else say();
  for (const row of rows.values()) if (row.trouble === "refused" && isDirty(row)) row.reasons = row.li.querySelector(".refused").textContent.trim();
  const asked = rows.get(location.hash.slice(1));
  if (asked) stand(asked);
  say();
  setInterval(beat, HEARTBEAT);
}
