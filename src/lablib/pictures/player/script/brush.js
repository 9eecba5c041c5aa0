// What the scenes draw alike: words, boxes, lines.

class Brush {
  constructor(g, colors, font) {
    this.g = g;
    this.colors = colors;
    this.font = font;
  }

  /** Words at a baseline. `halo` makes them readable on dots. */
  write(text, x, y, { size = 12, color = this.colors.quiet, align = "left", weight = 400, halo = null } = {}) {
    const { g } = this;
    g.font = `${weight} ${size}px ${this.font}`;
    g.textAlign = align;
    if (halo) {
      g.strokeStyle = halo;
      g.lineWidth = 4;
      g.lineJoin = "round";
      g.strokeText(text, x, y);
    }
    g.fillStyle = color;
    g.fillText(text, x, y);
  }

  /** How wide words are. */
  measure(text, size = 12, weight = 400) {
    this.g.font = `${weight} ${size}px ${this.font}`;
    return this.g.measureText(text).width;
  }

  /** The longest of `texts` that fits; they become shorter. */
  fitting(texts, room, size = 12, weight = 400) {
    return texts.find((text) => this.measure(text, size, weight) <= room) || "";
  }

  box({ x, y, w, h }, radius, fill, stroke = null, width = 1) {
    const { g } = this;
    g.beginPath();
    g.roundRect(x, y, Math.max(0, w), Math.max(0, h), radius);
    if (fill) {
      g.fillStyle = fill;
      g.fill();
    }
    if (stroke) {
      g.strokeStyle = stroke;
      g.lineWidth = width;
      g.stroke();
    }
  }

  line(points, color, width = 1, dash = []) {
    const { g } = this;
    g.strokeStyle = color;
    g.lineWidth = width;
    g.lineJoin = "round";
    g.setLineDash(dash);
    g.beginPath();
    for (const [x, y] of points) g.lineTo(x, y);
    g.stroke();
    g.setLineDash([]);
  }
}
