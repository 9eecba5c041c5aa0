// What a record looks like. The shape says it, and the color says it again: a disc flies or is stored, a cross
// was throttled, a diamond was resent, a ring is an extra copy, a square is never resent.

const TURNED = Math.SQRT1_2;

/** Thousands of marks in a frame. They are collected by look, and each look is drawn in one go out of
 * rectangles, which canvases draw several times faster than arcs and images. */
class Crowd {
  constructor() {
    this.looks = new Map();
    this.size = 0;
    this.hits = []; // x, y, what it is
  }

  add(shape, color, alpha, x, y, what) {
    const level = Math.ceil(alpha * 5);
    if (level <= 0) return;
    const name = shape + color + level;
    let look = this.looks.get(name);
    if (!look) this.looks.set(name, (look = { shape, color, alpha: Math.min(1, level / 5), at: [] }));
    look.at.push(x, y);
    this.hits.push(x, y, what);
    this.size++;
  }

  /** `radius(shape)` is how large a mark is. */
  draw(g, radius) {
    for (const { shape, color, alpha, at } of this.looks.values()) {
      g.globalAlpha = alpha;
      g.fillStyle = g.strokeStyle = color;
      if (shape === "cross" || shape === "diamond") drawTurned(g, shape, at, radius(shape));
      else drawStraight(g, shape, at, radius(shape));
    }
    g.globalAlpha = 1;
  }

  /** What stands within `reach` of a point and nearest to it, or undefined. */
  nearest(x, y, reach) {
    let best = reach * reach;
    let found;
    for (let i = 0; i < this.hits.length; i += 3) {
      const distance = (this.hits[i] - x) ** 2 + (this.hits[i + 1] - y) ** 2;
      if (distance <= best) {
        best = distance;
        found = this.hits[i + 2];
      }
    }
    return found;
  }
}

function drawStraight(g, shape, at, r) {
  for (let i = 0; i < at.length; i += 2) {
    const x = at[i];
    const y = at[i + 1];
    if (shape === "square") g.fillRect(x - r, y - r, 2 * r, 2 * r);
    else if (shape === "ring") {
      g.lineWidth = r * 0.6;
      g.beginPath();
      g.arc(x, y, r, 0, 7);
      g.stroke();
    } else { // two rectangles across each other are a disc, at this size
      g.fillRect(x - r, y - r * 0.6, 2 * r, 1.2 * r);
      g.fillRect(x - r * 0.6, y - r, 1.2 * r, 2 * r);
    }
  }
}

/** Crosses and diamonds are rectangles on a canvas that is turned by 45 degrees. */
function drawTurned(g, shape, at, r) {
  g.save();
  g.rotate(Math.PI / 4);
  const long = r * 1.4;
  const thin = shape === "cross" ? r * 0.42 : long * 0.85;
  for (let i = 0; i < at.length; i += 2) {
    const x = (at[i] + at[i + 1]) * TURNED;
    const y = (at[i + 1] - at[i]) * TURNED;
    if (shape === "diamond") g.fillRect(x - thin, y - thin, 2 * thin, 2 * thin);
    else {
      g.fillRect(x - long, y - thin, 2 * long, 2 * thin);
      g.fillRect(x - thin, y - long, 2 * thin, 2 * long);
    }
  }
  g.restore();
}
