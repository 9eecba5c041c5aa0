// What the producers of a run sent, opened: each call, and each record in it, with what became of it.

const STORED = 0;
const THROTTLED = 1;
const FAILED = 2;

/** Calls and entries in columns. An entry is a record in a call: a record that is sent three times is three. */
function writesFilm(document) {
  const calls = readCalls(document);
  const entries = readEntries(document, calls);
  calls.rejected = Uint32Array.from(calls.maker, (_, call) => {
    let rejected = 0;
    for (let k = calls.first[call]; k < calls.first[call + 1]; k++) rejected += entries.fate[k] !== STORED;
    return rejected;
  });
  const names = numbersOfMakers(document);
  return { document, calls, entries, names, end: Math.max(document.length_ms, largest(calls.back) + 400) };
}

function readCalls({ call }) {
  const landed = runningSums(call.at);
  return {
    count: landed.length,
    landed,
    sent: landed.map((at, i) => at - call.way[i]),
    back: landed.map((at, i) => at + call.way[i]),
    maker: Uint16Array.from(call.by),
    first: new Uint32Array(landed.length + 1), // of its entries; one more, for the end of the last
    reason: new Int16Array(landed.length).fill(-1), // why it failed as a whole
  };
}

function readEntries(document, calls) {
  const { rowsOf, offered } = queues(document);
  const rows = [];
  const shard = [];
  const fate = [];
  document.call.did.split(" ").slice(0, calls.count).forEach((did, call) => {
    const inCall = rowsOf(call);
    const whole = did.startsWith("-");
    if (whole) calls.reason[call] = Number(did.slice(1));
    const read = whole ? inCall.map(() => FAILED) : codes(did, document);
    for (let k = 0; k < inCall.length; k++) {
      rows.push(inCall[k]);
      shard.push(Math.floor(read[k] / 3));
      fate.push(read[k] % 3);
    }
    calls.first[call + 1] = rows.length;
  });
  const entries = { count: rows.length, row: Uint32Array.from(rows), shard: Uint8Array.from(shard) };
  return { ...entries, fate: Uint8Array.from(fate), ...attempts(entries.row, offered) };
}

/** Per entry: which attempt of its record it is, from 0, and whether another one comes. */
function attempts(row, offered) {
  const seen = new Uint16Array(offered);
  const latest = new Int32Array(offered).fill(-1);
  const attempt = new Uint16Array(row.length);
  const again = new Uint8Array(row.length);
  row.forEach((each, k) => {
    attempt[k] = seen[each]++;
    if (latest[each] >= 0) again[latest[each]] = 1;
    latest[each] = k;
  });
  return { attempt, again };
}

/** The rows of each call: given as ranges, or as the next n that its producer was offered and did not send. */
function queues({ by, offer, call }) {
  const { rows, count } = offeredRows(offer);
  const waiting = by.map(() => []);
  rows.forEach((each, i) => waiting[offer.by[i]].push(...each));
  const next = by.map(() => 0);
  const taken = new Uint8Array(count);
  const rowsOf = (i) => {
    const told = call.rows[i];
    const mine = waiting[call.by[i]];
    const out = typeof told === "number" ? [] : opened(told);
    while (typeof told === "number" && out.length < told) {
      const row = mine[next[call.by[i]]++];
      if (!taken[row]) out.push(row);
    }
    for (const row of out) taken[row] = 1;
    return out;
  };
  return { rowsOf, offered: count };
}

function offeredRows(offer) {
  let count = 0;
  const rows = offer.rows.map((told) => {
    const here = typeof told === "number" ? opened([count, told]) : opened(told);
    count = largest(here, count - 1) + 1;
    return here;
  });
  return { rows, count };
}

/** For each record: the name that its producer gives it, g17-000123 for its 124th. */
function numbersOfMakers({ by, offer }) {
  const { rows, count } = offeredRows(offer);
  const maker = new Uint16Array(count);
  const number = new Uint32Array(count);
  const seen = by.map(() => 0);
  rows.forEach((each, i) => {
    for (const row of each) {
      maker[row] = offer.by[i];
      number[row] = seen[offer.by[i]]++;
    }
  });
  return (row) => `${by[maker[row]]}-${String(number[row]).padStart(6, "0")}`;
}
