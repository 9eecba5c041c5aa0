// When something happens in a run of writes, and so how fast it is played, where one jumps to and what the poster
// shows.

const SLOWEST = 45; // seconds of watching for a second of the run, while many records are on their way
const SLOW = 9; // and while few are
const MANY = 400;
const QUIET = 1 / 2.2; // in between
const GAP_MS = 25; // so short a pause is none
const BUSY_S = 90; // at most so much watching of records, and so much of the quiet between them
const QUIET_S = 60;
const ANSWERED_MS = 0.5; // after the last answer of a flush, it is seen
const FLUSH_MS = 40; // answers of one flush come within so much time

/** The run in pieces {to, records}: how many are on their way up to then. */
function traffic({ calls }) {
  const times = new Float64Array(calls.count * 2);
  times.set(calls.sent);
  times.set(calls.back, calls.count);
  const pieces = [];
  let records = 0;
  let before = 0;
  for (const what of ascending(times)) {
    const call = what % calls.count;
    const pause = records === 0 && times[what] - before < GAP_MS;
    pieces.push({ to: (before = times[what]), records: pause ? 1 : records });
    records += (what < calls.count ? 1 : -1) * (calls.first[call + 1] - calls.first[call]);
  }
  return pieces;
}

function writesWarp(film) {
  const pieces = [...traffic(film), { to: film.end, records: 0 }];
  const slowness = (records) => Math.max(SLOW, SLOWEST * Math.min(1, records / MANY));
  let [before, slow, calm] = [0, 0, 0];
  for (const { to, records } of pieces) {
    if (records) slow += ((to - before) / 1000) * slowness(records);
    else calm += (to - before) / 1000;
    before = to;
  }
  const ofBusy = Math.min(1, BUSY_S / (slow || 1));
  const quick = Math.min(QUIET, QUIET_S / (calm || 1));
  const warp = new TimeWarp();
  for (const { to, records } of pieces) {
    warp.goOn(to, (records ? Math.max(quick, slowness(records) * ofBusy) : quick) / 1000);
  }
  return warp;
}

/** The steps of a run: landings with less than 100 ms between them, at most a second long. */
function beatsOf({ calls }) {
  const beats = [];
  for (const call of ascending(calls.landed)) {
    const at = calls.landed[call];
    const size = calls.first[call + 1] - calls.first[call];
    const open = beats.at(-1);
    if (!open || at - open.latest > 100 || at - open.from > 1000) {
      beats.push({ from: at, latest: at, to: calls.back[call], size, rejected: 0, rejectedAt: null });
    }
    const beat = beats.at(-1);
    beat.latest = at;
    beat.to = Math.max(beat.to, calls.back[call]);
    beat.size += size;
    beat.rejected += calls.rejected[call];
    if (calls.rejected[call]) beat.rejectedAt ??= at;
  }
  return beats;
}

/** The moment that tells most in a still picture: the worst flush, once all of it is answered. {ms, words} */
function posterOf({ calls }, beats) {
  const order = ascending(calls.back);
  let [rejected, from, most, best] = [0, 0, 0, null];
  for (const call of order) {
    rejected += calls.rejected[call];
    while (calls.back[order[from]] < calls.back[call] - FLUSH_MS) rejected -= calls.rejected[order[from++]];
    if (rejected > most) [most, best] = [rejected, call];
  }
  if (best !== null) return { ms: lastAnswer(calls, order, best) + ANSWERED_MS, words: "when most records were throttled" };
  const largestBeat = beats.reduce((one, beat) => (beat.size > one.size ? beat : one), { size: 0, from: 0, latest: 0 });
  return { ms: (largestBeat.from + largestBeat.latest) / 2, words: "when most records arrived" };
}

/** The end of the answers that follow `call` with no more than a breath between them. */
function lastAnswer(calls, order, call) {
  let end = calls.back[call];
  for (const next of order) {
    const at = calls.back[next];
    if (at > end && at - end < 5 && at - calls.back[call] < FLUSH_MS / 2) end = at;
  }
  return end;
}
