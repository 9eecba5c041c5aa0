// Where everything stands in the picture of a mapping: a row for each shard, its words before it or, on a narrow
// page, above it.

function placeMapping(width, shards) {
  const narrow = width < NARROW;
  const label = narrow ? 0 : 150;
  const beyond = narrow ? 24 : 46; // where records fall that went over the edge
  const pitch = Math.max(narrow ? 50 : 56, Math.min(110, 340 / shards));
  const rows = Array.from({ length: shards }, (_, i) => {
    const y = 24 + i * pitch;
    return narrow
      ? { x: 0, y: y + 20, w: width - beyond, h: pitch - 28, label: [0, y + 13] }
      : { x: label, y, w: width - label - beyond, h: pitch - 14, label: [0, y + 14] };
  });
  return { narrow, height: 24 + shards * pitch, rows };
}
