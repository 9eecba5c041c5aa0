// The books of a run: what is known at each moment, kept as sums so that a frame looks up and adds nothing.

const [UNSENT, WAITS, IN_SHARD, NEVER] = [0, 1, 2, 3]; // what a record is, apart from flying

/** Series of the ledger, of each producer and of each shard; `entries.twice` is filled on the way. */
function keepBook({ document, calls, entries, end }) {
  const keeper = new Keeper(document, entries, Math.ceil(end / 1000) + 1);
  const times = new Float64Array(calls.count * 2);
  times.set(calls.sent);
  times.set(calls.landed, calls.count);
  for (const what of ascending(times)) {
    const call = what % calls.count;
    if (what < calls.count) keeper.leaves(call, calls);
    else keeper.lands(call, calls);
    keeper.note(times[what], calls.maker[call]);
  }
  keeper.giveUp(document.gave_up);
  return keeper.book;
}

class Keeper {
  constructor({ by, shards, limit, call }, entries, seconds) {
    const series = (names) => Object.fromEntries(names.map((name) => [name, new Series()]));
    const zeros = () => new Uint32Array(seconds);
    this.entries = entries;
    this.limit = limit;
    this.levels = call.level;
    const records = largest(entries.row) + 1;
    this.state = new Uint8Array(records);
    this.left = new Uint16Array(records); // how many attempts have left
    entries.twice = new Uint8Array(entries.count);
    this.now = { stored: 0, again: 0, never: 0, twice: 0, throttled: 0 };
    this.makers = by.map(() => ({ again: 0, never: 0 }));
    this.book = {
      total: series(Object.keys(this.now)),
      makers: by.map(() => series(["again", "never"])),
      shards: shards.map(() => ({ ...series(["stored", "throttled", "level"]), offered: zeros(), notStored: zeros() })),
      seconds,
    };
  }

  leaves(call, calls) {
    for (let k = calls.first[call]; k < calls.first[call + 1]; k++) {
      const row = this.entries.row[k];
      this.left[row]++;
      if (this.state[row] === WAITS) this.turn(row, UNSENT, calls.maker[call]);
    }
  }

  lands(call, calls) {
    const { entries } = this;
    const put = new Map(); // shard: [stored, rejected], in the order of the first record of each
    for (let k = calls.first[call]; k < calls.first[call + 1]; k++) {
      const rejected = entries.fate[k] !== STORED;
      if (rejected) this.reject(k, calls.maker[call]);
      else this.store(k, calls.maker[call]);
      if (calls.reason[call] >= 0) continue; // it failed before any shard saw it
      const [before, rejectedBefore] = put.get(entries.shard[k]) || [0, 0];
      put.set(entries.shard[k], [before + !rejected, rejectedBefore + rejected]);
    }
    let place = 0;
    for (const [shard, counts] of put) this.fill(shard, calls.landed[call], counts, this.levels?.[call][place++]);
  }

  store(k, maker) {
    const row = this.entries.row[k];
    this.entries.twice[k] = this.state[row] === IN_SHARD;
    this.now[this.entries.twice[k] ? "twice" : "stored"]++;
    this.turn(row, IN_SHARD, maker);
  }

  /** It waits if another attempt comes, and none is in the air. */
  reject(k, maker) {
    const row = this.entries.row[k];
    this.now.throttled += this.entries.fate[k] === THROTTLED;
    if (this.state[row] === IN_SHARD) return;
    if (!this.entries.again[k]) this.turn(row, NEVER, maker);
    else if (this.left[row] === this.entries.attempt[k] + 1) this.turn(row, WAITS, maker);
  }

  turn(row, state, maker) {
    for (const [name, counted] of [["again", WAITS], ["never", NEVER]]) {
      const change = (state === counted) - (this.state[row] === counted);
      this.now[name] += change;
      this.makers[maker][name] += change;
    }
    this.state[row] = state;
  }

  /** How much of the shard's limit is used: told by the document, or the token bucket once more. */
  fill(shard, ms, [more, rejected], told) {
    const { stored, throttled, level, offered, notStored } = this.book.shards[shard];
    const before = levelAt(level, this.limit, ms);
    level.add(ms, told === undefined || told === null ? before + more : (told / 1000) * this.limit.burst);
    stored.add(ms, stored.last + more);
    throttled.add(ms, throttled.last + rejected);
    offered[Math.floor(ms / 1000)] += more + rejected;
    notStored[Math.floor(ms / 1000)] += rejected;
  }

  note(ms, maker) {
    for (const name in this.now) this.book.total[name].add(ms, this.now[name]);
    for (const name in this.makers[maker]) this.book.makers[maker][name].add(ms, this.makers[maker][name]);
  }

  /** Records that a producer says it will not send, without a call that says so as well. */
  giveUp({ at, by, rows }) {
    const times = runningSums(at);
    rows.forEach((ranges, i) => {
      for (const row of opened(ranges)) {
        if (this.state[row] !== IN_SHARD) this.turn(row, NEVER, by[i]);
      }
      this.note(Math.max(times[i], this.book.total.never.times.at(-1) || 0), by[i]);
    });
  }
}

/** Records of the limit that are used at `ms`. */
function levelAt(level, limit, ms) {
  const i = countUpTo(level.times, ms) - 1;
  if (i < 0) return 0;
  if (limit.kind === "second") return Math.floor(level.times[i] / 1000) === Math.floor(ms / 1000) ? level.values[i] : 0;
  return Math.max(0, level.values[i] - ((ms - level.times[i]) * limit.records) / 1000);
}
