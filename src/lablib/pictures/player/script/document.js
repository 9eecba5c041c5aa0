// Reading the document that `pictures/player/document.py` writes. Its columns are packed; here they are opened.

/** [first, n, first, n, ...] as the numbers themselves. */
function opened(ranges) {
  const rows = [];
  for (let i = 0; i < ranges.length; i += 2) {
    for (let k = 0; k < ranges[i + 1]; k++) rows.push(ranges[i] + k);
  }
  return rows;
}

/** The codes in a string of `width` characters each, with (500)x for x 500 times. */
function codes(packed, { alphabet, width }) {
  const out = [];
  let times = 1;
  for (let i = 0; i < packed.length; i += width) {
    if (packed[i] === "(") {
      const end = packed.indexOf(")", i);
      times = Number(packed.slice(i + 1, end));
      i = end + 1;
    }
    let code = 0;
    for (let k = i; k < i + width; k++) code = code * alphabet.length + alphabet.indexOf(packed[k]);
    for (; times > 0; times--) out.push(code);
    times = 1;
  }
  return out;
}

/** CloudWatch's datapoints of a metric: [{from, value}], `from` in ms of the document. */
function minutesOf(document, metric) {
  const { at, value } = document.minutes[metric] || { at: [], value: [] };
  const zero = (Math.floor(document.start_us / 60e6) * 60e6 - document.start_us) / 1000;
  return Array.from(runningSums(at), (minute, i) => ({ from: zero + minute * 60000, value: value[i] }));
}

/** The name on a shard: its number at AWS. */
function shardNames(document) {
  return document.shards.map((shard) => `shard ${shard.index}`);
}
