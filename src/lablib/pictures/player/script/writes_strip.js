// Each second of each shard, and CloudWatch's minutes on the same scale: why the dashboard stays green.

const SHORT_MS = 15000; // so short a run shows its level itself, for it has hardly any seconds

class WritesStrip extends Strip {
  constructor(scene) {
    super(scene);
    const { limit, shards } = scene.document;
    this.book = scene.book;
    this.short = scene.end < SHORT_MS && limit.kind !== "none";
    this.unit = limit.kind === "none" ? largest(this.book.shards.flatMap((each) => [...each.offered]), 1) : limit.records;
    this.minutes = minutesOf(scene.document, "IncomingRecords").map(({ from, value }) => ({
      from, share: value / (shards.length * this.unit * 60),
    }));
    this.top = 1.15 * Math.max(1.05, this.short ? this.mostRefusedAtOnce() : this.mostInASecond());
  }

  mostInASecond() {
    return largest(this.book.shards.map(({ offered }) => largest(offered))) / this.unit;
  }

  mostRefusedAtOnce() {
    return 1 + largest(this.scene.beats.map((beat) => beat.rejected)) / this.unit;
  }

  get key() {
    const highest = largest(this.minutes.map(({ share }) => share));
    const { limit } = this.scene.document;
    return [
      ["bar", "stored", this.short ? "level of the fullest shard" : "each shard in each second: stored"],
      this.scene.jumps.length && ["bar", "throttled", "throttled"],
      limit.kind !== "none" && ["dash", "quiet", `the limit: ${count(limit.records)} per second`],
      this.minutes.length && ["line", "cloud", `CloudWatch’s minute: ${(100 * highest).toFixed(1)} %`],
    ].filter(Boolean);
  }

  paintData(brush) {
    if (this.short) this.paintLevel(brush);
    else this.paintSeconds(brush);
    if (this.scene.document.limit.kind !== "none") {
      brush.line([[0, this.y(1)], [this.width, this.y(1)]], brush.colors.quiet, 1, [4, 4]);
    }
    this.paintMinutes(brush);
  }

  paintSeconds({ g, colors }) {
    const { shards } = this.book;
    const second = this.x(1000);
    const pitch = (second * 0.88) / shards.length;
    const bar = Math.max(1, Math.min(14, pitch));
    const floor = this.height - STRIP_FOOT;
    for (const [rejected, color] of [[false, colors.stored], [true, colors.throttled]]) {
      g.fillStyle = color;
      shards.forEach(({ offered, notStored }, shard) => {
        for (let k = 0; k < this.book.seconds; k++) {
          if (!offered[k] || (rejected && !notStored[k])) continue;
          const x = this.x(k * 1000) + shard * pitch;
          const y = this.y((offered[k] - notStored[k]) / this.unit);
          const above = this.y(offered[k] / this.unit);
          if (rejected) g.fillRect(x, Math.min(above, y - 2), Math.max(1.6, bar), Math.max(2, y - above));
          else g.fillRect(x, y, bar, floor - y);
        }
      });
    }
  }

  paintLevel({ g, colors }) {
    const { limit } = this.scene.document;
    const floor = this.height - STRIP_FOOT;
    for (let x = 0; x < this.width; x++) {
      const levels = this.book.shards.map(({ level }) => levelAt(level, limit, this.ms(x + 0.5)));
      const y = this.y(Math.max(...levels) / limit.burst);
      g.fillStyle = colors.water;
      g.fillRect(x, y, 1, floor - y);
      g.fillStyle = colors.stored;
      g.fillRect(x, y - 1, 1, 2);
    }
    g.fillStyle = colors.throttled;
    for (const beat of this.scene.beats) {
      if (!beat.rejected) continue;
      const y = this.y(1 + beat.rejected / this.unit);
      g.fillRect(Math.max(0, this.x(beat.rejectedAt) - 2), y, 4, this.y(1) - y);
    }
  }

  paintMinutes(brush) {
    const points = [];
    for (const { from, share } of this.minutes) {
      if (from + 60000 <= 0 || from >= this.scene.end) continue;
      const y = this.y(share);
      points.push([this.x(Math.max(0, from)), y], [this.x(Math.min(this.scene.end, from + 60000)), y]);
    }
    brush.line(points, brush.colors.well, 5);
    brush.line(points, brush.colors.cloud, 2.5);
  }

  hint(x) {
    const second = Math.min(this.book.seconds - 1, Math.floor(this.ms(x) / 1000));
    const lines = this.book.shards.map(({ offered, notStored }, shard) => {
      const rejected = notStored[second] ? `, ${count(notStored[second])} throttled` : "";
      return `${this.scene.shards[shard]}: ${count(offered[second])} sent${rejected}`;
    });
    return [clock(this.scene.document.start_us, second * 1000).slice(0, 8), ...lines].join("\n");
  }
}
