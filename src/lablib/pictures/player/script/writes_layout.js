// Where everything stands in the picture of the writes. On a wide page records fly from left to right; on a narrow
// one they fall from the producers at the top into the shards below.

const NARROW = 620;

/** The places for a picture `width` wide: {height, makers, shards, texts, narrow}. */
function placeWrites(width, makers, shards) {
  return width < NARROW ? placeBelowEachOther(width, makers, shards) : placeSideBySide(width, makers, shards);
}

function placeSideBySide(width, makers, shards) {
  const height = 350;
  const floor = height - 60;
  const rows = Math.min(makers, 20);
  const columns = Math.ceil(makers / rows);
  const pitch = Math.min(22, (floor - 24) / rows);
  const tile = Math.max(5, Math.min(46, (width * 0.24) / columns - 8));
  const left = Math.max(width * 0.41, columns * (tile + 8) + 120);
  const right = columns * (tile + 8);
  return {
    narrow: false,
    height,
    makers: makers === 1
      ? [{ x: 1, y: floor / 2 - 24, w: Math.min(130, width * 0.18), h: 72 }]
      : Array.from({ length: makers }, (_, i) => ({
          x: 1 + Math.floor(i / rows) * (tile + 8), y: 26 + (i % rows) * pitch, w: tile, h: Math.max(2, pitch - 5),
        })),
    shards: placeShards(shards, left, width - 2, 128, floor),
    texts: {
      makers: [1, 13],
      shards: [left, 13],
      answers: { x: left - 20, y: floor - 16, align: "right", room: left - 20 - right },
    },
  };
}

function placeBelowEachOther(width, makers, shards) {
  const columns = Math.max(1, Math.min(makers, Math.floor((width + 4) / (makers > 80 ? 14 : 28))));
  const tile = (width - 2 + 4) / columns - 4;
  const under = 26 + Math.ceil(makers / columns) * 13;
  const top = makers === 1 ? 60 : under;
  const rim = top + 112;
  const floor = rim + 124;
  return {
    narrow: true,
    height: floor + 72,
    makers: makers === 1
      ? [{ x: width / 2 - 75, y: 22, w: 150, h: 34 }]
      : Array.from({ length: makers }, (_, i) => ({
          x: 1 + (i % columns) * (tile + 4), y: 24 + Math.floor(i / columns) * 13, w: tile, h: 8,
        })),
    shards: placeShards(shards, 1, width - 1, rim, floor),
    texts: {
      makers: [1, 13],
      shards: [1, floor + 66],
      answers: { x: width - 1, y: 13, align: "right", room: 0 },
    },
  };
}

function placeShards(shards, left, right, rim, floor) {
  const gap = Math.max(3, Math.min(22, ((right - left) / shards) * 0.14));
  const w = (right - left - gap * (shards - 1)) / shards;
  return Array.from({ length: shards }, (_, i) => ({ x: left + i * (w + gap), w, rim, floor }));
}

/** Where a record leaves its producer. */
function doorOf(maker, row, narrow) {
  const along = 0.2 + 0.6 * scatter(row * 7 + 3);
  return narrow ? [maker.x + maker.w * along, maker.y + maker.h] : [maker.x + maker.w, maker.y + maker.h * along];
}

/** Where it meets its shard. */
function mouthOf(shard, row) {
  return [shard.x + shard.w * (0.14 + 0.72 * scatter(row)), shard.rim];
}

/** Where it hangs after it bounced, until the answer brings it back. */
function hangsAt([x, y], shard, row) {
  const high = scatter(row + 11);
  return [x + (scatter(row * 5 + 2) - 0.6) * shard.w * (0.3 + high * 0.9), y - 9 - 78 * high * high];
}

/** The point of a curve that leaves its beginning sideways, or downwards on a narrow page. */
function along([x0, y0], [x2, y2], part, row, narrow) {
  const high = scatter(row * 3 + 1);
  const x1 = narrow ? x0 + (x2 - x0) * 0.15 : x0 + (x2 - x0) * 0.62;
  const y1 = narrow ? y0 + (y2 - y0) * (0.3 + 0.3 * high) : Math.min(y0, 62) - 34 * high - 4;
  const rest = 1 - part;
  return [
    rest * rest * x0 + 2 * rest * part * x1 + part * part * x2,
    rest * rest * y0 + 2 * rest * part * y1 + part * part * y2,
  ];
}
