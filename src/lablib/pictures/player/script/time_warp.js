// Time as it is watched. A call takes some 10 ms of a cycle of 5 s: played evenly, one sees nothing at all. So
// playback is slow while records fly and quick in between, and the clock beside it says by how much.

/** Two ascending lists of equal length, and straight lines in between: milliseconds of the run, and seconds of
 * watching. */
class TimeWarp {
  constructor() {
    this.ms = [0];
    this.watched = [0];
  }

  /** Up to `ms`, each millisecond takes `secondsAMs` of watching. */
  goOn(ms, secondsAMs) {
    const end = this.ms.length - 1;
    if (ms <= this.ms[end]) return;
    this.watched.push(this.watched[end] + (ms - this.ms[end]) * secondsAMs);
    this.ms.push(ms);
  }

  get end() {
    return this.watched[this.watched.length - 1];
  }

  toMs(watched) {
    return between(this.watched, this.ms, watched);
  }

  toWatched(ms) {
    return between(this.ms, this.watched, ms);
  }

  /** How many milliseconds of the run pass in a millisecond of watching. */
  speedAt(watched) {
    const i = Math.max(0, Math.min(this.ms.length - 2, countUpTo(this.watched, watched) - 1));
    return (this.ms[i + 1] - this.ms[i]) / 1000 / (this.watched[i + 1] - this.watched[i] || 1);
  }
}
