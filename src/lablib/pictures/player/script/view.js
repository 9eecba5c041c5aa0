// The player's elements: the words around the two canvases, and the controls.

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8];
const SHAPES = {
  disc: "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0",
  ring: "M-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0",
  diamond: "M0 -5L5 0L0 5L-5 0Z",
  square: "M-3.6 -3.6H3.6V3.6H-3.6Z",
  bar: "M-3 -5H3V5H-3Z",
  cross: "M-3.4 -3.4L3.4 3.4M3.4 -3.4L-3.4 3.4",
  line: "M-6 0H6",
  dash: "M-6 0H-2.5M2.5 0H6",
  play: "M-3.5 -5.5L5.5 0L-3.5 5.5Z",
  pause: "M-4.5 -5H-1.5V5H-4.5ZM1.5 -5H4.5V5H1.5Z",
};
const OUTLINES = new Set(["ring", "cross", "line", "dash"]);

function element(tag, attributes = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...inside);
  return node;
}

/** A shape as a small picture; `color` is the name of one of the theme's. */
function icon(shape, color) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "-6 -6 12 12");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[shape]);
  path.style.fill = OUTLINES.has(shape) ? "none" : color;
  path.style.stroke = OUTLINES.has(shape) ? color : "none";
  path.style.strokeWidth = 2;
  svg.append(path);
  return svg;
}

function keyOf(rows) {
  const items = rows.map(([shape, color, text]) => element("li", {}, icon(shape, `var(--${color})`), text));
  return element("ul", { class: "key" }, ...items);
}

/** Build everything into `root`; returns the nodes that change. */
function buildView(root, scene) {
  const { title, caption, window: part } = scene.document;
  const view = {
    picture: element("canvas", { role: "img", class: "picture" }),
    strip: element("canvas", { "aria-hidden": "true" }),
    ledger: element("dl", { class: "ledger" }),
    play: element("button", { type: "button", class: "play", "aria-keyshortcuts": "Space" }),
    before: jumpButton("Previous", scene.jumpName, "P"),
    next: jumpButton("Next", scene.jumpName, "N"),
    speed: speedChoice(),
    now: element("span", { class: "now" }),
    time: element("input", { type: "range", min: 0, max: scene.end, step: "any", "aria-label": "Time in the run" }),
    tip: element("div", { class: "tip", "aria-hidden": "true" }),
    said: element("p", { class: "heard", "aria-live": "polite" }),
  };
  view.numbers = fillLedger(view.ledger, scene.ledger(0));
  const jumps = scene.jumps.length ? [view.before, view.next] : [];
  const timeline = element("div", { class: "timeline" }, view.strip, view.time);
  const captions = [...(part ? [part.said] : []), ...caption, openingOf(scene)].map((sentence) => element("p", {}, sentence));
  const style = element("style");
  style.textContent = STYLE;
  view.section = element(
    "section", { "aria-label": `Player: ${title}` },
    element("p", { class: "title" }, title), keyOf(scene.key), view.picture, view.ledger,
    element("div", { class: "bar" }, view.play, ...jumps, view.speed, view.now),
    keyOf(scene.strip.key), timeline, element("div", { class: "caption" }, ...captions),
    view.said, element("div", { class: "heard" }, element("slot")), view.tip,
  );
  // Notebook 7 looks at this attribute of the focused element only, JupyterLab at its ancestors as well.
  for (const node of [view.play, view.before, view.next, view.speed, view.time, root.host]) {
    node.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  root.append(style, view.section);
  return view;
}

/** Which moment one sees at first, and from where it plays. */
function openingOf(scene) {
  const { ms, words } = scene.poster;
  return `At first you see ${scene.timeText(ms)}, ${words}. Play starts at the beginning.`;
}

function jumpButton(way, what, key) {
  const label = `${way} ${what}`;
  const text = way === "Next" ? `${what} ›` : `‹ ${what}`;
  return element("button", { type: "button", "aria-label": label, "aria-keyshortcuts": key, title: `${label} (${key})` }, text);
}

function speedChoice() {
  const options = SPEEDS.map((speed) => element("option", { value: speed }, `${speed}×`.replace("0.25", "¼").replace("0.5", "½")));
  const choice = element("select", { "aria-label": "Speed", title: "Speed (+ and −)" }, ...options);
  choice.selectedIndex = SPEEDS.indexOf(1);
  return choice;
}

function fillLedger(list, rows) {
  return rows.map(([shape, color, , words]) => {
    const number = element("dd");
    const mark = shape ? [icon(shape, `var(--${color})`)] : [];
    list.append(element("div", {}, element("dt", {}, ...mark, words), number));
    return number;
  });
}

function showText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
