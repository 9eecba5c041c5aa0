// Lists of numbers: most of what a run is made of is sorted by time, and searched.

/** Differences to values: [5, 1, 1] is [5, 6, 7]. */
function runningSums(differences) {
  const sums = new Float64Array(differences.length);
  let sum = 0;
  for (let i = 0; i < differences.length; i++) sums[i] = sum += differences[i];
  return sums;
}

/** How many of the ascending `times` are at most `time`. */
function countUpTo(times, time) {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The value at `x` of the line through the points (xs, ys); both ascend. */
function between(xs, ys, x) {
  const i = Math.max(0, Math.min(xs.length - 2, countUpTo(xs, x) - 1));
  const width = xs[i + 1] - xs[i] || 1;
  return ys[i] + ((x - xs[i]) / width) * (ys[i + 1] - ys[i]);
}

/** The largest of a long list: `Math.max(...list)` has a limit. */
function largest(list, atLeast = 0) {
  let most = atLeast;
  for (const each of list) if (each > most) most = each;
  return most;
}

/** Indexes of `values`, in ascending order of the values; equal ones keep their order. */
function ascending(values) {
  return Uint32Array.from(values.keys()).sort((a, b) => values[a] - values[b] || a - b);
}

/** A number from 0 to 1 for a whole number, always the same: places dots without chance. */
function scatter(n) {
  let mixed = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
}

/** Values of something that changes, with the time of each change; before the first it is 0. */
class Series {
  constructor() {
    this.times = [];
    this.values = [];
  }

  /** From `time` on, which is no earlier than the last one, it is `value`. */
  add(time, value) {
    const end = this.times.length - 1;
    if (end >= 0 && this.times[end] === time) this.values[end] = value;
    else {
      this.times.push(time);
      this.values.push(value);
    }
  }

  at(time) {
    const count = countUpTo(this.times, time);
    return count ? this.values[count - 1] : 0;
  }

  get last() {
    return this.values.length ? this.values[this.values.length - 1] : 0;
  }
}
