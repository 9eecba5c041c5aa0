// The strip below the scene: the whole run at a glance, and where in it one is. What stands still is drawn once.

const STRIP_TOP = 15; // above it, marks of what one can jump to
const STRIP_FOOT = 20; // below it, the time

class Strip {
  constructor(scene) {
    this.scene = scene;
    this.height = 118;
    this.still = document.createElement("canvas");
  }

  x(ms) {
    return (this.width * ms) / this.scene.end;
  }

  ms(x) {
    return Math.max(0, Math.min(this.scene.end, (x / this.width) * this.scene.end));
  }

  /** Height of a share of the scale, from 0 to `top`. */
  y(share) {
    const floor = this.height - STRIP_FOOT;
    return floor - (floor - STRIP_TOP - 2) * Math.min(1, share / this.top);
  }

  /** Draw all but the playhead anew, for a width, a theme, a font. */
  prepare(width, ratio, brushOf) {
    this.width = width;
    this.ratio = ratio;
    this.still.width = Math.round(width * ratio);
    this.still.height = Math.round(this.height * ratio);
    const g = this.still.getContext("2d");
    g.scale(ratio, ratio);
    const brush = brushOf(g);
    const floor = this.height - STRIP_FOOT;
    brush.box({ x: 0, y: STRIP_TOP, w: width, h: floor - STRIP_TOP }, 0, brush.colors.well);
    this.paintData(brush);
    for (const at of this.scene.jumps) this.paintJump(brush, this.x(at));
    this.paintTimes(brush);
  }

  paintJump({ g, colors }, x) {
    g.fillStyle = colors.throttled;
    g.beginPath();
    for (const [dx, y] of [[-4.5, 3], [4.5, 3], [0, 11]]) g.lineTo(Math.max(4.5, Math.min(this.width - 4.5, x)) + dx, y);
    g.fill();
  }

  paintTimes(brush) {
    const stepMs = this.stepMs(Math.max(3, Math.floor(this.width / 84)));
    const start = this.scene.document.start_us / 1000;
    let free = 0;
    for (let at = Math.ceil(start / stepMs) * stepMs - start; at <= this.scene.end; at += stepMs) {
      const text = this.timeLabel(at, stepMs);
      const half = brush.measure(text, 11.5) / 2;
      const x = Math.max(half, Math.min(this.width - half, this.x(at)));
      if (x - half < free) continue;
      brush.write(text, x, this.height - 5, { size: 11.5, align: "center" });
      free = x + half + 12;
    }
  }

  stepMs(most) {
    const seconds = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 10800, 21600, 43200];
    return 1000 * (seconds.find((each) => this.scene.end / 1000 / each <= most) || 86400);
  }

  timeLabel(ms, stepMs) {
    const { start_us: start } = this.scene.document;
    if (stepMs >= 3600e3) return weekdayClock(start, ms);
    if (stepMs >= 60e3) return clock(start, ms).slice(0, 5);
    return clock(start, ms).slice(0, stepMs < 1000 ? 10 : 8);
  }

  paint(g, colors, ms) {
    const x = Math.max(1, Math.min(this.width - 1, this.x(ms)));
    g.setTransform(1, 0, 0, 1, 0, 0);
    g.drawImage(this.still, 0, 0);
    g.scale(this.ratio, this.ratio);
    g.fillStyle = colors.ink;
    g.fillRect(x - 0.9, 2, 1.8, this.height - STRIP_FOOT + 1);
    g.beginPath();
    g.arc(Math.max(6, Math.min(this.width - 6, x)), this.height - STRIP_FOOT, 5.5, 0, 7);
    g.fill();
  }
}
