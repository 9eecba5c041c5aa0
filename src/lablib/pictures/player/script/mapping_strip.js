// How old the oldest record of each shard is, against the retention.

class MappingStrip extends Strip {
  constructor(scene) {
    super(scene);
    this.top = scene.retentionMs <= scene.spanMs ? scene.retentionMs * 1.1 : scene.spanMs;
  }

  get key() {
    const { retentionMs, film } = this.scene;
    return [
      ["line", "stored", "iterator age of each shard"],
      this.scene.jumps.length && ["line", "throttled", "while a batch fails"],
      retentionMs <= this.top && ["dash", "quiet", `retention: ${about(retentionMs / 1000)}`],
      film.shards.some((shard) => shard.ends[EXPIRED].length) && ["bar", "lost", "records expire"],
    ].filter(Boolean);
  }

  paintData(brush) {
    const { retentionMs, film } = this.scene;
    if (retentionMs <= this.top) {
      brush.line([[0, this.y(retentionMs)], [this.width, this.y(retentionMs)]], brush.colors.quiet, 1, [4, 4]);
    }
    for (const shard of film.shards) this.paintAge(brush, shard);
    for (const shard of film.shards) this.paintExpiries(brush, shard);
  }

  /** A line that is red, and thicker, as long as a batch of the shard fails. */
  paintAge(brush, shard) {
    let points = [];
    let failed = false;
    const draw = () => brush.line(points, failed ? brush.colors.throttled : brush.colors.stored, failed ? 3 : 1.6);
    for (let x = 0; x <= this.width; x++) {
      const { age, failing } = shardAt(shard, this.ms(x));
      const point = [x, this.y(age)];
      if (Boolean(failing) !== failed) {
        points.push(point);
        draw();
        points = [];
        failed = Boolean(failing);
      }
      points.push(point);
    }
    draw();
  }

  paintExpiries({ g, colors }, shard) {
    g.fillStyle = colors.lost;
    for (const at of shard.ends[EXPIRED]) g.fillRect(this.x(at) - 0.7, STRIP_TOP + 1, 1.4, 8);
  }

  hint(x) {
    const ms = this.ms(x);
    const lines = this.scene.film.shards.map((shard, i) => {
      const { age, waiting } = shardAt(shard, ms);
      return `${this.scene.shards[i]}: ${count(waiting)} wait, the oldest for ${about(age / 1000)}`;
    });
    return [this.scene.timeText(ms), ...lines].join("\n");
  }
}
