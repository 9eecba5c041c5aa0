// The picture of the writes at one moment: producers, what flies, and the shards as buckets.

const RADIUS = 2.3;

class WritesScene {
  constructor(document) {
    this.document = document;
    this.film = writesFilm(document);
    this.book = keepBook(this.film);
    this.warp = writesWarp(this.film);
    this.beats = beatsOf(this.film);
    this.end = this.film.end;
    this.stops = this.beats.map((beat) => beat.to + ANSWERED_MS); // where reduced motion halts
    this.jumps = this.beats.filter((beat) => beat.rejected).map((beat) => beat.rejectedAt);
    this.jumpName = "throttle";
    this.stepMs = 1000; // of an arrow key
    this.fineStepMs = 2;
    this.poster = posterOf(this.film, this.beats);
    this.shards = shardNames(document);
    this.busy = busyTimes(this.film);
    this.flight = new Flight(this.film, this.warp);
    this.mostAgain = Math.max(1, ...this.book.makers.map(({ again }) => largest(again.values)));
    this.mostNever = Math.max(1, ...this.book.makers.map(({ never }) => largest(never.values)));
    this.strip = new WritesStrip(this);
  }

  get makersName() {
    const { by } = this.document;
    if (by.length === 1) return by[0];
    return plural(by.length, by.every((name) => /^g\d+$/.test(name)) ? "gateway" : "producer");
  }

  /** Shapes and words that occur in this run. */
  get key() {
    const { entries } = this.film;
    return [
      ["disc", "stored", "a record on its way"],
      this.jumps.length && ["cross", "throttled", "throttled: it bounces"],
      entries.attempt.some(Boolean) && ["diamond", "again", "resent"],
      entries.twice.some(Boolean) && ["ring", "cloud", "extra copy: an earlier try had stored it"],
      this.book.total.never.last && ["square", "lost", "never resent"],
    ].filter(Boolean);
  }

  /** The ledger at `ms`: [shape, color, number, words]. */
  ledger(ms) {
    const { stored, again, never, twice } = this.book.total;
    return [
      ["disc", "stored", stored.at(ms), "stored"],
      ["diamond", "again", again.at(ms), "waiting to be resent"],
      ["square", "lost", never.at(ms), "never resent"],
      twice.last && ["ring", "cloud", twice.at(ms), "extra copies"],
    ].filter(Boolean);
  }

  hint(point) {
    return writesHint(this, point);
  }

  spoken(ms) {
    return writesSpoken(this, ms);
  }

  timeText(ms) {
    return clock(this.document.start_us, ms);
  }

  layout(width) {
    this.width = width;
    this.places = placeWrites(width, this.document.by.length, this.shards.length);
    return this.places.height;
  }

  /** Draw the moment; returns the crowd, for whoever points at it. */
  paint(brush, { ms, watched, still }) {
    const { places } = this;
    const { colors } = brush;
    const crowd = new Crowd();
    this.paintTexts(brush);
    this.document.by.forEach((_, maker) => this.paintMaker(brush, maker, ms));
    const surfaces = this.shards.map((_, shard) => this.paintBucket(brush, shard, ms));
    if (still) this.flight.lieStill(crowd, { places, colors, ms });
    else this.flight.fill(crowd, { places, colors, surfaces, watched });
    crowd.draw(brush.g, () => RADIUS);
    this.shards.forEach((_, shard) => this.paintLabels(brush, shard, surfaces[shard], ms));
    this.paintAnswers(brush, ms);
    return crowd;
  }

  paintTexts(brush) {
    const { makers, shards } = this.places.texts;
    const { limit } = this.document;
    if (this.document.by.length > 1 || this.places.narrow) brush.write(this.makersName, ...makers);
    const many = plural(this.shards.length, "shard");
    const each = `${many}, each takes ${count(limit.records)} records per second`;
    const used = `${each}; the water is how much of that is used`;
    const texts = limit.kind === "none" ? [many] : [used, each, `${many}, ${count(limit.records)} records/s each`, many];
    brush.write(brush.fitting(texts, this.width - shards[0]), ...shards);
  }

  /** A producer, with what came back to it: below, records to send again; across, those it never sends again. */
  paintMaker(brush, maker, ms) {
    const place = this.places.makers[maker];
    const { colors } = brush;
    const radius = Math.min(4, place.h / 2);
    const again = this.book.makers[maker].again.at(ms);
    const never = this.book.makers[maker].never.at(ms);
    const flies = countUpTo(this.busy[maker].sent, ms) > countUpTo(this.busy[maker].back, ms);
    brush.box(place, radius, colors.well, flies ? colors.stored : colors.faint, flies ? 1.6 : 1);
    if (never) brush.box({ ...place, w: Math.max(3, (place.w * never) / this.mostNever) }, radius, colors.lost);
    if (again) {
      const w = Math.max(3, (place.w * again) / this.mostAgain);
      brush.box({ x: place.x, y: place.y + place.h / 2, w, h: place.h / 2 }, radius / 2, colors.again);
    }
    if (this.document.by.length === 1 && !this.places.narrow) {
      const texts = [again && `${count(again)} to resend`, never && `${count(never)} never resent`].filter(Boolean);
      brush.write(this.makersName, place.x, place.y - 9, { color: colors.ink, weight: 600, size: 13 });
      texts.forEach((text, i) => brush.write(text, place.x, place.y + place.h + 18 + 16 * i));
    }
  }

  /** A shard's bucket and the water in it; returns how high that stands. */
  paintBucket(brush, shard, ms) {
    const { x, w, rim, floor } = this.places.shards[shard];
    const { g, colors } = brush;
    const part = this.partUsed(shard, ms);
    const surface = floor - (floor - rim) * part;
    const corners = [0, 0, Math.min(10, w / 4), Math.min(10, w / 4)];
    brush.box({ x, y: rim, w, h: floor - rim }, corners, colors.well);
    g.save();
    g.clip();
    g.fillStyle = colors.water;
    g.fillRect(x, surface, w, floor - surface);
    g.fillStyle = colors.stored;
    g.fillRect(x, surface, w, part > 0.004 ? 2 : 0);
    g.restore();
    brush.box({ x, y: rim, w, h: floor - rim }, corners, null, colors.quiet, 1.25);
    g.clearRect(x + 1, rim - 2, w - 2, 3); // a bucket is open
    if (this.document.limit.kind !== "none") {
      const full = part > 0.985;
      const line = [[x - 3, rim], [x + w + 3, rim]];
      brush.line(line, full ? colors.throttled : colors.quiet, full ? 3 : 1, full ? [] : [4, 4]);
    }
    return surface;
  }

  partUsed(shard, ms) {
    const { limit } = this.document;
    if (limit.kind === "none") return 0;
    return Math.min(1, levelAt(this.book.shards[shard].level, limit, ms) / limit.burst);
  }

  paintLabels(brush, shard, surface, ms) {
    const { x, w, rim, floor } = this.places.shards[shard];
    const { colors } = brush;
    const middle = { align: "center" };
    const part = this.partUsed(shard, ms);
    const stored = count(this.book.shards[shard].stored.at(ms));
    const rejected = this.rejectedInSecond(shard, ms);
    const write = (texts, y, look = {}) => {
      brush.write(brush.fitting(texts, w + 12, look.size, look.weight), x + w / 2, y, { ...middle, ...look });
    };
    if (this.document.limit.kind !== "none") {
      const y = Math.min(floor - 8, Math.max(rim + 19, surface - 7));
      const look = { size: 13, weight: 600, color: colors.ink, halo: part > 0.985 ? colors.water : colors.well };
      write([part > 0.985 ? "full" : `${count(part * 100)} %`], y, look);
    }
    write([this.shards[shard], this.shards[shard].slice(6)], floor + 17, { color: colors.ink, weight: 600 });
    write([`${stored} stored`, stored], floor + 33);
    if (rejected) write([`${count(rejected)} throttled`, `${count(rejected)} ×`], floor + 49, { color: colors.throttled, weight: 600 });
  }

  /** Records that this shard has rejected so far in the second around `ms`. */
  rejectedInSecond(shard, ms) {
    const { throttled } = this.book.shards[shard];
    return throttled.at(ms) - throttled.at(Math.floor(ms / 1000) * 1000 - 0.001);
  }

  /** What the answers of this moment say: HTTP 200, and inside how many were throttled. */
  paintAnswers(brush, ms) {
    const { x, y, align, room } = this.places.texts.answers;
    const { colors } = brush;
    const { answers, failed, rejected } = this.answersAt(ms);
    if (!answers && !failed) return;
    const good = `${plural(answers, "answer")}: HTTP 200`;
    const inside = `${count(rejected)} throttled inside`;
    const short = room < 165;
    const lines = [
      answers && [short ? [plural(answers, "answer"), "HTTP 200"] : [good], colors.ink, 650],
      answers && [short ? [`${count(rejected)} throttled`, "inside"] : [inside], rejected ? colors.throttled : colors.quiet, rejected ? 600 : 400],
      failed && [[plural(failed, "call") + " failed"], colors.throttled, 600],
    ].filter(Boolean);
    if (this.places.narrow) {
      const free = x - brush.measure(this.makersName) - 14;
      const fell = failed ? [`${plural(failed, "call")} failed`] : [];
      const texts = [[good, inside, ...fell], [`${count(answers)} × HTTP 200`, inside, ...fell], [inside, ...fell], fell];
      const text = brush.fitting(texts.map((parts) => parts.join(", ")), free, 12, 600);
      brush.write(text, x, y, { align, color: rejected || failed ? colors.throttled : colors.quiet, weight: 600 });
      return;
    }
    const all = lines.flatMap(([texts, color, weight]) => texts.map((text) => [text, color, weight]));
    all.forEach(([text, color, weight], i) => {
      brush.write(text, x, y - (all.length - 2 - i) * 17, { align, color, weight });
    });
  }

  answersAt(ms) {
    const found = { answers: 0, failed: 0, rejected: 0 };
    const { calls } = this.film;
    const { order, times } = this.busy.answers;
    for (let i = countUpTo(times, ms) - 1; i >= 0 && times[i] > ms - 700; i--) {
      const call = order[i];
      if (calls.reason[call] >= 0) found.failed++;
      else {
        found.answers++;
        found.rejected += calls.rejected[call];
      }
    }
    return found;
  }
}

/** Per producer, when its calls left and were answered; and all answers in order. */
function busyTimes({ document, calls }) {
  const busy = document.by.map(() => ({ sent: [], back: [] }));
  for (const call of ascending(calls.sent)) busy[calls.maker[call]].sent.push(calls.sent[call]);
  const order = ascending(calls.back);
  for (const call of order) busy[calls.maker[call]].back.push(calls.back[call]);
  busy.answers = { order, times: Float64Array.from(order, (call) => calls.back[call]) };
  return busy;
}
