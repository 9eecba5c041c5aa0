// Numbers and times, as people read them.

const thousands = new Intl.NumberFormat("en-US");

function count(n) {
  return thousands.format(Math.round(n));
}

function plural(n, one, more = one + "s") {
  return `${count(n)} ${n === 1 ? one : more}`;
}

/** 00:02:25.010, of `ms` after the run's first moment. */
function clock(startUs, ms) {
  return new Date(startUs / 1000 + ms).toISOString().slice(11, 23);
}

/** Tue 06:00. */
function weekdayClock(startUs, ms) {
  const date = new Date(startUs / 1000 + ms);
  return `${"Sun Mon Tue Wed Thu Fri Sat".split(" ")[date.getUTCDay()]} ${date.toISOString().slice(11, 16)}`;
}

/** 40 s, 12 min, 19 h: about how long. */
function about(seconds) {
  if (seconds < 100) return `${Math.round(seconds)} s`;
  if (seconds < 3570) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(seconds < 36000 ? 1 : 0).replace(/\.0$/, "")} h`;
}
