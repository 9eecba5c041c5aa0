// When something happens in a mapping's run: where one jumps to, and what the poster shows.

const STEPS = 48; // of reduced motion, over the whole run

/** The run evenly, in half a minute to a minute and a quarter. */
function mappingWarp({ end }) {
  const warp = new TimeWarp();
  const seconds = Math.max(30, Math.min(75, end / 1000));
  warp.goOn(end, seconds / end);
  return warp;
}

/** Moments at which it begins to fail, to drop or to lose records; those of one spell are one. */
function troublesOf({ shards, end }) {
  const spell = end / 40;
  const moments = [];
  for (const shard of shards) {
    const failed = shard.steps.filter((step) => "FT".includes(step.did) && step.attempt === 1).map((step) => step.ended);
    for (const times of [failed, shard.ends[DROPPED], shard.ends[EXPIRED]]) {
      let before = -Infinity;
      for (const at of times) {
        if (at - before > spell) moments.push(at);
        before = at;
      }
    }
  }
  return moments.sort((a, b) => a - b);
}

/** Once half of what expires has expired; or of what is dropped; or when most records wait. {ms, words} */
function mappingPoster({ shards, end }) {
  for (const [how, words] of [[EXPIRED, "once half of what expires has expired"], [DROPPED, "once half of the drops are done"]]) {
    const times = Float64Array.from(shards.flatMap((shard) => [...shard.ends[how]])).sort();
    if (times.length) return { ms: times[Math.floor(times.length / 2)], words };
  }
  let best = { waiting: -1 };
  for (let i = 1; i <= 200; i++) {
    const ms = (end * i) / 200;
    const waiting = shards.reduce((sum, shard) => sum + shardAt(shard, ms).waiting, 0);
    if (waiting > best.waiting) best = { waiting, ms };
  }
  return { ms: best.ms, words: "when most records wait" };
}
