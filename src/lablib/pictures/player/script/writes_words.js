// What a moment of the writes says in words: to who points at something, and to who cannot see the picture.

const FATES = ["stored", "ProvisionedThroughputExceededException", "InternalFailure"];

/** Words about what stands at a point of the picture, or null. */
function writesHint(scene, { x, y, ms, crowd }) {
  const k = crowd.nearest(x, y, 7);
  if (k !== undefined) return aboutEntry(scene, k);
  const { makers, shards } = scene.places;
  const maker = makers.findIndex((each) => x >= each.x && x <= each.x + each.w && y >= each.y - 2 && y <= each.y + each.h + 2);
  if (maker >= 0) return aboutMaker(scene, maker, ms);
  const shard = shards.findIndex((each) => x >= each.x && x <= each.x + each.w && y >= each.rim && y <= each.floor + 50);
  return shard >= 0 ? aboutShard(scene, shard, ms) : null;
}

/** An entry is a record in one of its calls: its id, which try, what for an answer, when. */
function aboutEntry({ film, shards, document }, k) {
  const { calls, entries, names } = film;
  const call = countUpTo(calls.first, k) - 1;
  const size = calls.first[call + 1] - calls.first[call];
  const whole = calls.reason[call] >= 0;
  const code = whole ? document.reasons[calls.reason[call]] : FATES[entries.fate[k]];
  const lines = [
    `${names(entries.row[k])}, try ${entries.attempt[k] + 1}`,
    `in a call of ${plural(size, "record")}` + (whole ? "" : `, to ${shards[entries.shard[k]]}`),
    `${code} at ${clock(document.start_us, calls.landed[call])}`,
    entries.fate[k] !== STORED && (entries.again[k] ? "resent later" : "never resent"),
    entries.twice[k] && "an earlier try had stored it",
  ];
  return lines.filter(Boolean).join("\n");
}

function aboutMaker({ document, book }, maker, ms) {
  const { again, never } = book.makers[maker];
  const lines = [document.by[maker], `${count(again.at(ms))} waiting to be resent`, `${count(never.at(ms))} never resent`];
  return lines.join("\n");
}

function aboutShard({ document, book, shards }, shard, ms) {
  const { limit } = document;
  const { stored, throttled, level } = book.shards[shard];
  const lines = [
    `${shards[shard]}: ${count(stored.at(ms))} stored, ${count(throttled.at(ms))} throttled so far`,
    limit.kind !== "none" && `${count(Math.min(limit.burst, levelAt(level, limit, ms)))} of ${count(limit.burst)} used`,
    limit.kind === "bucket" && `${count(limit.records)} per second run off`,
  ];
  return lines.filter(Boolean).join("\n");
}

/** The moment as a sentence. */
function writesSpoken({ document, book, shards }, ms) {
  const { stored, again, never } = book.total;
  const second = Math.floor(ms / 1000);
  const throttling = shards.flatMap((name, shard) => {
    const rejected = book.shards[shard].notStored[second];
    return rejected ? [`${name} throttles ${plural(rejected, "record")}`] : [];
  });
  const numbers = [
    `${count(stored.at(ms))} stored`,
    again.at(ms) && `${count(again.at(ms))} waiting to be resent`,
    `${count(never.at(ms))} never resent`,
  ];
  const inSecond = throttling.length ? throttling.join(", ") : "nothing is throttled";
  return `${clock(document.start_us, ms)}: ${numbers.filter(Boolean).join(", ")}. In this second ${inSecond}.`;
}
