// What a mapping did, opened: when each record arrived, when it was done with and how, and each batch.

const HANDLED = 0;
const DROPPED = 1;
const EXPIRED = 2;

/** Per shard: {arrived, doneAt, how, allDoneBy, steps}; times in ms. */
function mappingFilm(document) {
  const unit = document.unit_ms;
  const shards = document.arrived.map((deltas, place) => newShard(arrivals(deltas, unit), document.from[place]));
  const steps = readSteps(document, shards.length);
  for (const step of steps) {
    const shard = shards[step.shard];
    step.attempt = attemptOf(step, shard.steps);
    shard.steps.push(step);
    settle(step, shard, document);
  }
  for (const [place, first, records] of document.held) {
    settle({ did: "E", first: first - document.from[place], records, lanes: true }, shards[place], document);
  }
  for (const shard of shards) finish(shard);
  return { document, shards, steps, end: document.length_ms };
}

/** The first is a time; of the others a negative number -n is n more that arrived together with the one before. */
function arrivals(deltas, unit) {
  const out = [];
  let at = 0;
  deltas.forEach((delta, i) => {
    if (i === 0 || delta >= 0) out.push((at += delta) * unit);
    else for (let k = 0; k < -delta; k++) out.push(at * unit);
  });
  return Float64Array.from(out);
}

/** `from` is the position of the first record in `arrived`; all else counts from there. */
function newShard(arrived, from) {
  return {
    arrived,
    from,
    doneAt: new Float64Array(arrived.length).fill(Infinity),
    how: new Uint8Array(arrived.length),
    steps: [],
  };
}

function readSteps({ step, from, unit_ms: unit, alphabet, width }, shards) {
  const ended = runningSums(step.at);
  const where = codes(step.shard, { alphabet, width });
  const lanes = step.lane ? codes(step.lane, { alphabet, width }) : null;
  const first = new Float64Array(shards);
  const checkpoint = new Map();
  return Array.from(ended, (end, i) => {
    const shard = where[i];
    const lane = lanes ? lanes[i] : 0;
    const place = `${shard}/${lane}`;
    first[shard] += step.first[i];
    checkpoint.set(place, (checkpoint.get(place) || 0) + step.checkpoint[i]);
    return {
      shard, lane, did: step.did[i], first: first[shard] - from[shard], records: step.records[i],
      ended: end * unit, checkpoint: checkpoint.get(place) - from[shard], lanes: lanes !== null,
    };
  });
}

/** Which attempt at its batch a step is, from 1: as many as failed at the same place just before, and one. */
function attemptOf(step, before) {
  const previous = before.findLast((each) => each.lane === step.lane);
  const again = previous && "FT".includes(previous.did) && previous.first === step.first;
  return again ? previous.attempt + 1 : 1;
}

/** Note which records a step was the last of. */
function settle(step, shard, { retention_s: retention }) {
  const how = { S: HANDLED, P: HANDLED, D: DROPPED, A: DROPPED, E: EXPIRED }[step.did];
  if (how === undefined) return;
  const to = step.did === "P" ? step.checkpoint : Infinity;
  let left = step.records;
  for (let k = step.first; left > 0 && k < to && k < shard.arrived.length; k++) {
    if (shard.doneAt[k] !== Infinity) continue; // another lane's
    shard.doneAt[k] = how === EXPIRED ? shard.arrived[k] + retention * 1000 : step.ended;
    shard.how[k] = how;
    left--;
  }
  if (step.lanes) return;
  for (let k = step.checkpoint - 1; k >= 0 && shard.doneAt[k] === Infinity; k--) {
    shard.doneAt[k] = step.ended; // filtered out
  }
}

/** Sums for looking up: everything up to a record is done; records handled, dropped and expired. */
function finish(shard) {
  let latest = 0;
  shard.allDoneBy = shard.doneAt.map((at) => (latest = Math.max(latest, at)));
  shard.ends = [HANDLED, DROPPED, EXPIRED].map((how) =>
    shard.doneAt.filter((at, k) => at !== Infinity && shard.how[k] === how).sort());
  shard.ended = Float64Array.from(shard.steps, (step) => step.ended);
  let failed = 0;
  shard.failedUpTo = Uint32Array.from(shard.steps, (step) => (failed += step.did === "F"));
}

/** What a shard looks like at `ms`: how many wait, which batch is in trouble, how old the oldest record is. */
function shardAt(shard, ms) {
  const low = countUpTo(shard.allDoneBy, ms);
  const high = countUpTo(shard.arrived, ms);
  const done = countUpTo(shard.ended, ms);
  const ended = (how) => countUpTo(shard.ends[how], ms);
  const handled = ended(HANDLED);
  const dropped = ended(DROPPED);
  const expired = ended(EXPIRED);
  return {
    low, high, handled, dropped, expired,
    waiting: Math.max(0, high - handled - dropped - expired),
    failures: done ? shard.failedUpTo[done - 1] : 0,
    failing: failingStep(shard, done),
    age: low < high ? ms - shard.arrived[low] : 0,
  };
}

/** The batch that failed last and is to be tried again, or undefined. */
function failingStep(shard, done) {
  const seen = new Set();
  for (let i = done - 1; i >= Math.max(0, done - 24); i--) {
    const step = shard.steps[i];
    if (seen.has(step.lane)) continue;
    if ("FT".includes(step.did)) return step;
    seen.add(step.lane);
  }
  return undefined;
}
