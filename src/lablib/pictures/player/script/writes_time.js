// When something happens in a run of writes, and so how fast it is played, where one jumps to and what the poster
// shows.

const SLOWEST = 45; // seconds of watching for a second of the run, while many records fly
const SLOW = 9; // and while few do
const MANY = 200;
const QUIET = 1 / 2.2; // in between
const IN_BURSTS_S = 90; // at most so much watching of bursts, and so much of the quiet between them
const IN_QUIET_S = 60;
const ANSWERED_MS = 0.5; // after the last answer of a flush, it is seen

/** Spans of time in which calls are on their way, in order: {from, to, size}. */
function spansOf({ calls }, gap) {
  const spans = Array.from(ascending(calls.sent), (call) => ({
    from: calls.sent[call] - 1,
    to: calls.back[call] + 1,
    size: calls.first[call + 1] - calls.first[call],
  }));
  return merged(spans, gap);
}

function writesWarp(film) {
  const spans = spansOf(film, 25);
  const slowness = ({ size }) => (size > MANY ? SLOWEST : SLOW);
  const busy = spans.reduce((sum, span) => sum + span.to - span.from, 0) / 1000;
  const slow = spans.reduce((sum, span) => sum + ((span.to - span.from) / 1000) * slowness(span), 0);
  const calm = Math.min(1, IN_BURSTS_S / (slow || 1));
  const quick = Math.min(QUIET, IN_QUIET_S / Math.max(1, film.end / 1000 - busy));
  const warp = new TimeWarp();
  for (const span of spans) {
    warp.goOn(span.from, quick / 1000);
    warp.goOn(span.to, Math.max(slowness(span) * calm, quick) / 1000);
  }
  warp.goOn(film.end, quick / 1000);
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
      beats.push({ from: at, latest: at, to: calls.back[call], size, refused: 0, refusedAt: null });
    }
    const beat = beats.at(-1);
    beat.latest = at;
    beat.to = Math.max(beat.to, calls.back[call]);
    beat.size += size;
    beat.refused += calls.refused[call];
    if (calls.refused[call]) beat.refusedAt ??= at;
  }
  return beats;
}

/** The moment that tells most in a still picture: the worst flush, once all of it is answered. */
function posterOf(beats) {
  let best = beats[0];
  for (const beat of beats) {
    if (beat.refused > best.refused || (!best.refused && beat.size > best.size)) best = beat;
  }
  if (!best) return 0;
  return best.refused ? best.to + ANSWERED_MS : (best.from + best.latest) / 2;
}
