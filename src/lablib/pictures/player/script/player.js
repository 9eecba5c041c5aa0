// A player: where in the run one is, and the frames. It paints only while it plays, in sight, or was moved.

const STILL_STEP_MS = 1200; // how long a step is shown when nothing may move

class Player {
  constructor(root, run) {
    this.scene = run.kind === "mapping" ? new MappingScene(run) : new WritesScene(run);
    this.host = root.host;
    this.view = buildView(root, this.scene);
    this.motion = matchMedia("(prefers-reduced-motion: reduce)");
    this.watched = this.scene.warp.toWatched(this.scene.poster.ms);
    this.isPoster = true; // until somebody plays or goes somewhere
    this.playing = false;
    this.visible = true;
    this.attached = false;
    this.waiting = 0; // the frame that is asked for
    this.width = 0;
    this.colors = LIGHT;
    this.crowd = new Crowd();
    bindControls(this);
    this.showPlaying();
    this.view.picture.setAttribute("aria-label", `${run.title}. ${this.scene.spoken(this.scene.end)}`);
  }

  get ms() {
    return this.scene.warp.toMs(this.watched);
  }

  get speed() {
    return Number(this.view.speed.value);
  }

  /** Into a page: JupyterLab takes cells out while they are out of sight, and puts them back. */
  attach() {
    this.attached = true;
    this.endTheme = watchTheme(this.host, (colors) => this.dress(colors));
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.view.section);
    this.sight = new IntersectionObserver((entries) => this.see(entries.at(-1).isIntersecting));
    this.sight.observe(this.view.section);
    this.fit();
  }

  detach() {
    this.attached = false;
    this.pause();
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    this.endTheme();
    this.sizes.disconnect();
    this.sight.disconnect();
  }

  dress(colors) {
    this.colors = colors;
    for (const [name, color] of Object.entries(colors)) this.view.section.style.setProperty(`--${name}`, color);
    this.width = 0; // laid out anew as soon as it has a width: JupyterLab changes its theme behind a curtain
    this.wake();
  }

  /** Lay out for the width that is there, if it changed. */
  fit() {
    const width = this.view.picture.clientWidth;
    const ratio = Math.min(3, devicePixelRatio || 1);
    if (!width || (width === this.width && ratio === this.ratio)) return;
    Object.assign(this, { width, ratio, font: getComputedStyle(this.view.section).fontFamily });
    for (const [canvas, height] of [[this.view.picture, this.scene.layout(width)], [this.view.strip, this.scene.strip.height]]) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.height = `${height}px`;
    }
    this.scene.strip.prepare(width, ratio, (g) => this.brush(g));
    this.wake();
  }

  brush(g) {
    return new Brush(g, this.colors, this.font);
  }

  see(visible) {
    this.visible = visible;
    this.then = 0;
    if (visible) this.wake();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  play() {
    if (this.isPoster || this.watched >= this.scene.warp.end - 0.01) this.watched = 0;
    this.isPoster = false;
    this.playing = true;
    this.then = 0;
    this.stepDue = 0;
    this.showPlaying();
    this.wake();
  }

  pause() {
    if (this.playing) this.say();
    this.playing = false;
    this.showPlaying();
  }

  showPlaying() {
    const { play } = this.view;
    const [shape, word] = this.playing ? ["pause", "Pause"] : ["play", "Play"];
    play.replaceChildren(icon(shape, "currentColor"), word);
    play.title = `${word} (space)`;
  }

  /** To a moment of the run, in ms. */
  seek(ms) {
    this.watched = this.scene.warp.toWatched(Math.max(0, Math.min(this.scene.end, ms)));
    this.isPoster = false;
    this.wake();
  }

  /** To the throttle or the failure before (-1) or after (1) this moment. */
  jump(way) {
    const { jumps } = this.scene;
    const at = way > 0 ? jumps.find((each) => each > this.ms + 1) : jumps.findLast((each) => each < this.ms - 40);
    if (at === undefined) return;
    this.seek(at + 0.01);
    this.say();
  }

  faster(way) {
    const { speed } = this.view;
    speed.selectedIndex = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + way));
    this.wake();
  }

  wake() {
    if (!this.waiting && this.attached) this.waiting = requestAnimationFrame((at) => this.frame(at));
  }

  frame(at) {
    this.waiting = 0;
    this.fit();
    if (this.playing) this.goOn(at);
    this.paint();
    if (this.visible && (this.playing || !this.width)) this.wake();
  }

  goOn(at) {
    const passed = this.then ? Math.min(0.1, (at - this.then) / 1000) : 0;
    this.then = at;
    if (!this.motion.matches) this.watched += passed * this.speed;
    else if (at >= this.stepDue) {
      this.stepDue = at + STILL_STEP_MS / this.speed;
      const next = this.scene.stops.find((each) => each > this.ms + 0.5) ?? this.scene.end;
      this.watched = this.scene.warp.toWatched(next);
    }
    if (this.watched < this.scene.warp.end) return;
    this.watched = this.scene.warp.end;
    this.pause();
  }

  paint() {
    const { view, scene, ms, watched } = this;
    if (!this.width) return;
    const g = view.picture.getContext("2d");
    g.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    g.clearRect(0, 0, view.picture.width, view.picture.height);
    this.crowd = scene.paint(this.brush(g), { ms, watched, still: this.motion.matches });
    const strip = view.strip.getContext("2d");
    strip.setTransform(1, 0, 0, 1, 0, 0);
    strip.clearRect(0, 0, view.strip.width, view.strip.height);
    scene.strip.paint(strip, this.colors, ms);
    scene.ledger(ms).forEach(([, , number], i) => showText(view.numbers[i], count(number)));
    view.now.replaceChildren(element("b", {}, scene.timeText(ms)), ` · ${this.rateText()}`);
    view.time.value = ms;
    if (!this.playing) view.time.setAttribute("aria-valuetext", scene.spoken(ms));
  }

  rateText() {
    const rate = this.scene.warp.speedAt(this.watched) * this.speed;
    if (rate < 0.95) return `slow motion 1 : ${Math.round(1 / rate)}`;
    return rate < 100 ? `${Number(rate.toFixed(1))}× real time` : `1 s shows ${about(rate)}`;
  }

  say() {
    showText(this.view.said, this.scene.spoken(this.ms));
  }
}
