// The picture of a mapping at one moment: a row for each shard, in which records age from left to right. They leave
// when they are handled; those behind a batch that fails drift towards the edge, where the retention ends.

const LEAVES_S = 0.5;
const FALLS_OFF_S = 1.1;

class MappingScene {
  constructor(document) {
    this.document = document;
    this.film = mappingFilm(document);
    this.warp = mappingWarp(this.film);
    this.end = this.film.end;
    this.jumps = troublesOf(this.film);
    this.jumpName = "failure";
    this.stepMs = this.end / 100; // of an arrow key
    this.fineStepMs = this.end / 2000;
    this.poster = mappingPoster(this.film);
    this.stops = [...Array.from({ length: STEPS }, (_, i) => ((i + 1) * this.end) / STEPS), ...this.jumps];
    this.stops.sort((a, b) => a - b);
    this.shards = shardNames(document);
    this.retentionMs = document.retention_s * 1000;
    this.most = mostOf(this.film);
    this.spanMs = this.most.age > this.retentionMs * 0.4 ? this.retentionMs : this.most.age * 1.1;
    this.strip = new MappingStrip(this);
  }

  get key() {
    const { shards } = this.film;
    const any = (how) => shards.some((shard) => shard.ends[how].length);
    return [
      ["disc", "stored", "a record that waits"],
      this.jumps.length && ["cross", "throttled", "in a batch that failed"],
      any(DROPPED) && ["diamond", "again", "dropped"],
      any(EXPIRED) && ["square", "lost", "expired: no metric counts it"],
    ].filter(Boolean);
  }

  ledger(ms) {
    const all = { handled: 0, waiting: 0, failures: 0, dropped: 0, expired: 0 };
    for (const shard of this.film.shards) {
      const now = shardAt(shard, ms);
      for (const name in all) all[name] += now[name];
    }
    return [
      [null, "ink", all.handled, "handled"],
      ["disc", "stored", all.waiting, "wait"],
      ["cross", "throttled", all.failures, "attempts failed"],
      this.film.shards.some((shard) => shard.ends[DROPPED].length) && ["diamond", "again", all.dropped, "dropped"],
      ["square", "lost", all.expired, "expired"],
    ].filter(Boolean);
  }

  hint(point) {
    return mappingHint(this, point);
  }

  spoken(ms) {
    return mappingSpoken(this, ms);
  }

  timeText(ms) {
    const { start_us: start } = this.document;
    return this.end < 6 * 3600e3 ? clock(start, ms).slice(0, 8) : weekdayClock(start, ms);
  }

  layout(width) {
    this.width = width;
    this.places = placeMapping(width, this.shards.length);
    const [{ w, h }] = this.places.rows;
    this.radius = Math.max(1.1, Math.min(2.2, 0.55 * Math.sqrt((w * h) / this.most.waiting)));
    return this.places.height;
  }

  paint(brush, { ms, watched, still }) {
    const crowd = new Crowd();
    this.paintAxis(brush);
    this.film.shards.forEach((shard, i) => {
      const now = shardAt(shard, ms);
      const row = this.places.rows[i];
      brush.box({ x: row.x, y: row.y, w: row.w, h: row.h }, [6, 0, 0, 6], brush.colors.well);
      this.paintTicks(brush, row);
      this.placeWaiting(crowd, { shard, now, row, ms, colors: brush.colors });
      if (!still) this.placeLeaving(crowd, { shard, now, row, ms, watched, colors: brush.colors });
      this.paintEdge(brush, row);
    });
    crowd.draw(brush.g, (shape) => (shape === "disc" ? this.radius : 3));
    this.film.shards.forEach((shard, i) => this.paintRow(brush, i, shardAt(shard, ms)));
    return crowd;
  }

  xOf(row, ageMs) {
    return row.x + (row.w * ageMs) / this.spanMs;
  }

  paintAxis(brush) {
    const { colors } = brush;
    const [row] = this.places.rows;
    const edge = this.xOf(row, this.retentionMs);
    const ends = this.retentionMs <= this.spanMs;
    const text = brush.fitting([`${about(this.retentionMs / 1000)} old: expires`, "expires"], this.width * 0.4);
    const free = ends ? edge - brush.measure(text, 12, 600) - 10 : row.x + row.w;
    brush.write("just arrived", row.x, 13);
    if (ends) brush.write(text, edge, 13, { align: "right", color: colors.lost, weight: 600 });
    for (const age of this.ticks()) {
      const label = about(age / 1000);
      const x = this.xOf(row, age);
      const half = brush.measure(label) / 2;
      if (x - half > row.x + brush.measure("just arrived") + 10 && x + half < free) {
        brush.write(label, x, 13, { align: "center" });
      }
    }
  }

  ticks() {
    const steps = [1, 5, 15, 30, 60, 300, 900, 1800, 3600, 3 * 3600, 6 * 3600, 86400, 2 * 86400];
    const step = steps.find((each) => this.spanMs / 1000 / each <= 5) || 7 * 86400;
    const ticks = [];
    for (let age = step * 1000; age < Math.min(this.spanMs, this.retentionMs); age += step * 1000) ticks.push(age);
    return ticks;
  }

  paintTicks(brush, row) {
    for (const age of this.ticks()) {
      const x = this.xOf(row, age);
      brush.line([[x, row.y], [x, row.y + row.h]], brush.colors.faint);
    }
  }

  paintEdge(brush, row) {
    if (this.retentionMs > this.spanMs) return;
    const x = this.xOf(row, this.retentionMs);
    brush.line([[x, row.y - 3], [x, row.y + row.h + 3]], brush.colors.lost, 2.5);
  }

  yOf(row, position) {
    return row.y + 5 + (row.h - 10) * scatter(position * 3 + 1);
  }

  placeWaiting(crowd, { shard, now, row, ms, colors }) {
    const { low, high, failing } = now;
    for (let k = low; k < high; k++) {
      if (shard.doneAt[k] <= ms) continue;
      const x = this.xOf(row, Math.min(this.spanMs, ms - shard.arrived[k]));
      const fails = failing && k >= failing.first && k < failing.first + failing.records;
      const [shape, color] = fails ? ["cross", colors.throttled] : ["disc", colors.stored];
      crowd.add(shape, color, fails ? 1 : 0.8, x, this.yOf(row, k), k);
    }
  }

  /** What was done with a moment ago: handled rises and fades, dropped falls, expired goes over the edge. */
  placeLeaving(crowd, { shard, now, row, ms, watched, colors }) {
    const since = this.warp.toMs(Math.max(0, watched - FALLS_OFF_S));
    const first = Math.max(0, countUpTo(shard.allDoneBy, since) - 50);
    for (let k = first; k < now.high; k++) {
      const done = shard.doneAt[k];
      if (done > ms || done < since) continue;
      const seconds = watched - this.warp.toWatched(done);
      const x = this.xOf(row, Math.min(this.spanMs, done - shard.arrived[k]));
      const y = this.yOf(row, k);
      const part = seconds / (shard.how[k] === HANDLED ? LEAVES_S : FALLS_OFF_S);
      if (part >= 1) continue;
      if (shard.how[k] === HANDLED) crowd.add("disc", colors.stored, 0.8 - 0.8 * part, x, y - 8 * part, k);
      else {
        const [shape, color] = shard.how[k] === EXPIRED ? ["square", colors.lost] : ["diamond", colors.again];
        const aside = shard.how[k] === EXPIRED ? 26 * Math.sqrt(part) : 0;
        crowd.add(shape, color, 1 - part ** 3, x + aside, y + (row.y + row.h + 8 - y) * part * part, k);
      }
    }
  }

  paintRow(brush, i, now) {
    const row = this.places.rows[i];
    const { colors } = brush;
    const { failing } = now;
    const parts = [
      [this.shards[i], { color: colors.ink, weight: 600, size: 13 }],
      [`${count(now.waiting)} ${now.waiting === 1 ? "waits" : "wait"}`, {}],
      failing && [`attempt ${count(failing.attempt)} failed`, { color: colors.throttled, weight: 600 }],
      now.expired && [`${count(now.expired)} expired`, { color: colors.lost, weight: 600 }],
      now.dropped && [`${count(now.dropped)} dropped`, { color: colors.again, weight: 600 }],
    ].filter(Boolean);
    let [x, y] = row.label;
    for (const [text, look] of parts) {
      brush.write(text, x, y, look);
      if (this.places.narrow) x += brush.measure(text, look.size, look.weight) + 10;
      else y += 16;
    }
  }
}

/** How old a record becomes, and how many wait in a shard: the rows are made for that. */
function mostOf({ shards, end }) {
  const most = { age: 1000, waiting: 1 };
  for (let i = 0; i <= 400; i++) {
    for (const shard of shards) {
      const now = shardAt(shard, (end * i) / 400);
      for (const name in most) most[name] = Math.max(most[name], now[name]);
    }
  }
  return most;
}
