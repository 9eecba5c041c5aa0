// What a moment of a mapping says in words: to who points at something, and to who cannot see the picture.

/** Words about what stands at a point of the picture, or null. */
function mappingHint(scene, { x, y, ms, crowd }) {
  const { rows } = scene.places;
  const i = rows.findIndex((row) => y >= row.y - 18 && y <= row.y + row.h + 8);
  if (i < 0) return null;
  const k = crowd.nearest(x, y, 7);
  return k === undefined ? aboutRow(scene, i, ms) : aboutRecord(scene, i, k, ms);
}

function aboutRecord(scene, i, k, ms) {
  const { film, shards } = scene;
  const shard = film.shards[i];
  const at = (time) => scene.timeText(time);
  const { failing } = shardAt(shard, ms);
  const fails = failing && k >= failing.first && k < failing.first + failing.records;
  const end = shard.doneAt[k];
  const lines = [
    `${shards[i]}, position ${count(shard.from + k)}`,
    `arrived ${at(shard.arrived[k])}, ${about((Math.min(ms, end) - shard.arrived[k]) / 1000)} old`,
    fails && `in a batch of ${plural(failing.records, "record")}: attempt ${count(failing.attempt)} failed`,
    end === Infinity ? "still there at the end of this run" : `${["handled", "dropped", "expired"][shard.how[k]]} ${at(end)}`,
  ];
  return lines.filter(Boolean).join("\n");
}

function aboutRow({ film, shards }, i, ms) {
  const { waiting, handled, failing, age, expired, dropped } = shardAt(film.shards[i], ms);
  const lines = [
    `${shards[i]}: ${count(handled)} handled, ${count(waiting)} wait`,
    age && `iterator age ${about(age / 1000)}`,
    failing && `a batch of ${plural(failing.records, "record")}: attempt ${count(failing.attempt)} failed`,
    dropped && `${count(dropped)} dropped`,
    expired && `${count(expired)} expired`,
  ];
  return lines.filter(Boolean).join("\n");
}

/** The moment as a sentence. */
function mappingSpoken(scene, ms) {
  const parts = scene.film.shards.map((shard, i) => {
    const { waiting, age, failing } = shardAt(shard, ms);
    const trouble = failing ? `, attempt ${count(failing.attempt)} at a batch failed` : "";
    return waiting ? `${scene.shards[i]}: ${count(waiting)} wait, the oldest for ${about(age / 1000)}${trouble}` : "";
  });
  const numbers = scene.ledger(ms).filter(([, , n]) => n).map(([, , n, words]) => `${count(n)} ${words}`);
  return `${scene.timeText(ms)}. ${[numbers.join(", "), ...parts].filter(Boolean).join(". ")}.`;
}
