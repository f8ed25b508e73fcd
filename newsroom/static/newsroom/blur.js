// Draws areas on a photo with mouse, pen or finger, and writes them into the form's numbers.
// Without it the numbers are typed; the form is the same.
"use strict";
{
  const form = document.querySelector("[data-blur]");
  const stage = form.querySelector(".blur-stage");
  const canvas = stage.querySelector("svg");
  const layer = canvas.querySelector("[data-areas]");
  const rows = form.querySelector("[data-rows]");
  const total = form.querySelector("[name=form-TOTAL_FORMS]");
  const most = Number(form.querySelector("[name=form-MAX_NUM_FORMS]").value);
  const shape = form.querySelector("#id_draw");
  const NUMBERS = ["left", "top", "width", "height"];
  const LEAST = 0.5;

  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const numbers = row => NUMBERS.map(name => Number.parseFloat(field(row, name).value));
  const isEmpty = row => NUMBERS.every(name => field(row, name).value === "");

  const figure = (kind, [left, top, width, height]) => {
    const oval = kind === "ellipse";
    const drawn = document.createElementNS("http://www.w3.org/2000/svg", oval ? "ellipse" : "rect");
    const given = oval
      ? {cx: left + width / 2, cy: top + height / 2, rx: width / 2, ry: height / 2}
      : {x: left, y: top, width, height};
    for (const [name, value] of Object.entries(given)) drawn.setAttribute(name, value);
    return drawn;
  };

  const redraw = () => {
    layer.replaceChildren(
      ...[...rows.children]
        .filter(row => numbers(row).every(Number.isFinite))
        .map(row => figure(field(row, "shape").value, numbers(row))),
    );
  };

  const offerRemoval = row => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = form.dataset.remove;
    button.addEventListener("click", () => {
      for (const name of NUMBERS) field(row, name).value = "";
      redraw();
    });
    row.append(button);
  };

  const anotherRow = () => {
    const number = rows.children.length;
    if (number >= most) return null;
    const row = rows.lastElementChild.cloneNode(true);
    row.querySelector("legend").textContent =
      row.querySelector("legend").textContent.replace(/[\d០-៩]+/, number + 1);
    row.querySelector("button")?.remove();
    row.querySelectorAll(".errorlist").forEach(list => list.remove());
    for (const part of row.querySelectorAll("[name],[for]"))
      for (const name of ["name", "id", "for", "aria-describedby"])
        if (part.hasAttribute(name))
          part.setAttribute(name, part.getAttribute(name).replace(/-\d+-/, `-${number}-`));
    for (const name of NUMBERS) field(row, name).value = "";
    rows.append(row);
    total.value = number + 1;
    offerRemoval(row);
    return row;
  };

  const place = event => {
    const box = canvas.getBoundingClientRect();
    const part = (at, from, size) => Math.min(100, Math.max(0, ((at - from) / size) * 100));
    return [part(event.clientX, box.left, box.width), part(event.clientY, box.top, box.height)];
  };

  const between = ([x, y], [otherX, otherY]) => [
    Math.min(x, otherX), Math.min(y, otherY), Math.abs(x - otherX), Math.abs(y - otherY),
  ];

  let from = null;
  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    from = place(event);
  });
  canvas.addEventListener("pointermove", event => {
    if (!from) return;
    redraw();
    layer.append(figure(shape.value, between(from, place(event))));
  });
  canvas.addEventListener("pointercancel", () => { from = null; redraw(); });
  canvas.addEventListener("pointerup", event => {
    if (!from) return;
    const drawn = between(from, place(event));
    from = null;
    const row = drawn[2] >= LEAST && drawn[3] >= LEAST
      ? [...rows.children].find(isEmpty) ?? anotherRow()
      : null;
    if (row) {
      field(row, "shape").value = shape.value;
      NUMBERS.forEach((name, index) => {
        field(row, name).value = Math.min(index < 2 ? 99.9 : 100, Number(drawn[index].toFixed(1)));
      });
    }
    redraw();
  });

  rows.addEventListener("input", redraw);
  for (const row of rows.children) offerRemoval(row);
  form.querySelector("[data-shape]").hidden = false;
  form.querySelector("[data-how]").hidden = false;
  stage.classList.add("is-live");
  redraw();
}
