// What keys, pointers and buttons do.

function bindControls(player) {
  const { view } = player;
  view.play.addEventListener("click", () => player.toggle());
  view.before.addEventListener("click", () => player.jump(-1));
  view.next.addEventListener("click", () => player.jump(1));
  view.speed.addEventListener("change", () => player.wake());
  view.time.addEventListener("input", () => player.seek(Number(view.time.value)));
  view.section.addEventListener("keydown", (event) => pressed(player, event));
  player.motion.addEventListener("change", () => player.wake());
  bindHints(player);
}

/** Every key stays in the player: a notebook would take letters as its own commands. */
function pressed(player, event) {
  event.stopPropagation();
  const isChoice = event.target === player.view.speed;
  const pressesButton = event.target.tagName === "BUTTON" && [" ", "Enter"].includes(event.key);
  if (isChoice || pressesButton || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keysOf(player, event.shiftKey)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function keysOf(player, fine) {
  const step = fine ? player.scene.fineStepMs : player.scene.stepMs;
  return {
    " ": () => player.toggle(),
    ArrowLeft: () => player.seek(player.ms - step),
    ArrowRight: () => player.seek(player.ms + step),
    Home: () => player.seek(0),
    End: () => player.seek(player.scene.end),
    n: () => player.jump(1),
    p: () => player.jump(-1),
    "+": () => player.faster(1),
    "=": () => player.faster(1),
    "-": () => player.faster(-1),
  };
}

function bindHints(player) {
  const { picture, time } = player.view;
  const overPicture = (event) => {
    const { x, y } = pointIn(picture, event);
    showHint(player, event, player.scene.hint({ x, y, ms: player.ms, crowd: player.crowd }));
  };
  const overStrip = (event) => showHint(player, event, player.scene.strip.hint(pointIn(time, event).x));
  for (const [node, over] of [[picture, overPicture], [time, overStrip]]) {
    node.addEventListener("pointermove", over);
    node.addEventListener("pointerdown", over);
    node.addEventListener("pointerleave", () => showHint(player, null, null));
  }
}

function pointIn(node, event) {
  const { left, top } = node.getBoundingClientRect();
  return { x: event.clientX - left, y: event.clientY - top };
}

/** Words beside the pointer, inside the player's box. */
function showHint({ view }, event, text) {
  view.tip.style.visibility = text ? "visible" : "hidden";
  if (!text) return;
  showText(view.tip, text);
  const { x, y } = pointIn(view.section, event);
  const { clientWidth, clientHeight } = view.section;
  const { offsetWidth, offsetHeight } = view.tip;
  const below = y + 16 + offsetHeight < clientHeight;
  view.tip.style.left = `${Math.max(4, Math.min(x + 14, clientWidth - offsetWidth - 6))}px`;
  view.tip.style.top = `${Math.max(4, below ? y + 16 : y - offsetHeight - 10)}px`;
}
