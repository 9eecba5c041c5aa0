// Where each record is. It flies for as long as its call took, and never meets its shard before its call did;
// falling in, bouncing and coming back take seconds of watching.

const TRAIN = 0.35; // the records of a call are drawn one behind the other, over this share of the way
const FALLS_S = 0.35;
const BOUNCES_S = 0.28;
const RETURNS_S = 0.6;
const BIN_S = 0.25;

class Flight {
  constructor(film, warp) {
    this.film = film;
    const { calls } = film;
    this.sent = calls.sent.map((ms) => warp.toWatched(ms));
    this.landed = calls.landed.map((ms) => warp.toWatched(ms));
    this.back = calls.back.map((ms) => warp.toWatched(ms));
    this.bins = Array.from({ length: Math.ceil(warp.end / BIN_S) + 1 }, () => []);
    for (let call = 0; call < calls.count; call++) {
      const end = this.homeFrom(call) + RETURNS_S + this.train(call);
      for (let bin = Math.floor(this.sent[call] / BIN_S); bin <= end / BIN_S && bin < this.bins.length; bin++) {
        this.bins[bin].push(call);
      }
    }
  }

  train(call) {
    return Math.min(0.4, TRAIN * (this.landed[call] - this.sent[call]));
  }

  homeFrom(call) {
    return Math.max(this.back[call], this.landed[call] + BOUNCES_S);
  }

  /** Put each record that is to be seen at `watched` into the crowd. `surfaces` are the levels' heights. */
  fill(crowd, { places, colors, surfaces, watched }) {
    const { calls } = this.film;
    for (const call of this.bins[Math.min(this.bins.length - 1, Math.floor(watched / BIN_S))]) {
      const from = calls.first[call];
      const to = calls.first[call + 1];
      const maker = places.makers[calls.maker[call]];
      const lagS = this.train(call) / Math.max(1, to - from - 1);
      for (let k = from; k < to; k++) {
        const since = watched - this.sent[call] - (k - from) * lagS;
        if (since >= 0) this.place(crowd, { call, k, maker, since, places, colors, surfaces });
      }
    }
  }

  place(crowd, { call, k, maker, since, places, colors, surfaces }) {
    const { entries, calls } = this.film;
    const row = entries.row[k];
    const takes = Math.max(1e-6, this.landed[call] - this.sent[call]);
    const shard = calls.reason[call] < 0 ? places.shards[entries.shard[k]] : overAll(places.shards);
    const door = doorOf(maker, row, places.narrow);
    const mouth = mouthOf(shard, row);
    const [shape, color] = this.lookOnTheWay(k, colors);
    if (since < takes) {
      crowd.add(shape, color, 1, ...along(door, mouth, since / takes, row, places.narrow), k);
    } else if (entries.fate[k] === STORED) {
      const part = (since - takes) / FALLS_S;
      const depth = surfaces[entries.shard[k]] + 5 - mouth[1];
      if (part < 1) crowd.add(shape, color, 1 - part * part, mouth[0], mouth[1] + depth * part * part, k);
    } else {
      const bounced = since - takes;
      const waits = this.homeFrom(call) - this.landed[call];
      const part = (bounced - waits) / RETURNS_S;
      if (part < 1) this.placeRefused(crowd, { k, row, shard, door, mouth, bounced, part, narrow: places.narrow, colors });
    }
  }

  /** It jumps off, hangs until its call is answered, and comes back to its producer. */
  placeRefused(crowd, { k, row, shard, door, mouth, bounced, part, narrow, colors }) {
    const hangs = hangsAt(mouth, shard, row);
    if (part <= 0) {
      const jump = Math.min(1, bounced / BOUNCES_S);
      const ease = 1 - (1 - jump) * (1 - jump);
      const x = mouth[0] + (hangs[0] - mouth[0]) * ease;
      crowd.add("cross", colors.throttled, 1, x, mouth[1] + (hangs[1] - mouth[1]) * ease, k);
      return;
    }
    const ease = part * part * (3 - 2 * part);
    const [shape, color] = this.lookOnTheWayBack(k, colors);
    crowd.add(shape, color, 1, ...along(door, hangs, 1 - ease, row, narrow), k);
  }

  lookOnTheWay(k, colors) {
    if (this.film.entries.twice[k]) return ["ring", colors.cloud];
    return this.film.entries.attempt[k] ? ["diamond", colors.again] : ["disc", colors.stored];
  }

  lookOnTheWayBack(k, colors) {
    return this.film.entries.again[k] ? ["cross", colors.throttled] : ["square", colors.lost];
  }

  /** Nothing flies: what the last step rejected lies where it bounced. */
  lieStill(crowd, { places, colors, ms }) {
    const { calls, entries } = this.film;
    for (let call = 0; call < calls.count; call++) {
      if (!calls.rejected[call] || calls.landed[call] > ms || calls.landed[call] < ms - 900) continue;
      const shards = calls.reason[call] < 0 ? places.shards : null;
      for (let k = calls.first[call]; k < calls.first[call + 1]; k++) {
        if (entries.fate[k] === STORED) continue;
        const shard = shards ? shards[entries.shard[k]] : overAll(places.shards);
        const [shape, color] = this.lookOnTheWayBack(k, colors);
        crowd.add(shape, color, 1, ...hangsAt(mouthOf(shard, entries.row[k]), shard, entries.row[k]), k);
      }
    }
  }
}

/** Where records fly whose call fails before any shard has seen them. */
function overAll(shards) {
  const last = shards[shards.length - 1];
  return { x: shards[0].x, w: last.x + last.w - shards[0].x, rim: shards[0].rim - 26, floor: shards[0].floor };
}
