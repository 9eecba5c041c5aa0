/* Asks for the room every few seconds, and for what a button wants. The server makes all of the HTML. */
(() => {
  const REFRESH_MS = 5000;
  const desk = document.getElementById("desk");
  const { prefix, xsrf } = desk.dataset;
  const part = (id) => document.getElementById(id);
  const say = (text) => { part("said").textContent = text; };

  // A hub asks for the token of each request that a script makes, also of a GET. Whom it doesn't know, it sends to
  // its login: that isn't for this script to follow.
  async function ask(path, form) {
    const options = { headers: { "X-XSRFToken": xsrf }, redirect: "manual" };
    if (form !== undefined) Object.assign(options, { method: "POST", body: new URLSearchParams(form) });
    try {
      const answer = await fetch(prefix + path, options);
      const text = await answer.text();
      if (answer.ok) return text;
      const unknown = answer.status === 403 || answer.type === "opaqueredirect";
      say(unknown ? "The desk doesn't know you any more. Load this page again." : text);
    } catch (error) {
      say("The desk doesn't answer. What you see is the last that it said.");
    }
    return null;
  }

  async function show(id, path) {
    const html = await ask(path);
    if (html !== null && part(id).dataset.shown !== html) {
      part(id).innerHTML = html;
      part(id).dataset.shown = html;
    }
    return html !== null;
  }

  function nameLearners() {
    const who = part("who"), chosen = who.value;
    const names = [...document.querySelectorAll("#room table tbody")].slice(0, 1)
      .flatMap((table) => [...table.rows]).map((row) => row.cells[0].textContent);
    who.replaceChildren(new Option("everybody", ""), ...names.sort().map((name) => new Option(name, name)));
    who.value = names.includes(chosen) ? chosen : "";
  }

  async function refresh() {
    const votes = part("which").value;
    const heard = await show("room", "room");
    if (heard && votes) await show("votes", "votes?id=" + encodeURIComponent(votes));
    nameLearners();
  }

  part("which").addEventListener("change", refresh);
  part("add").addEventListener("click", async () => {
    const said = await ask("codes", { codes: part("codes").value });
    if (said === null) return;
    part("codes").value = "";
    say(said);
    refresh();
  });
  part("delete").addEventListener("click", async () => {
    const name = part("who").value;
    if (!confirm("Delete what the desk keeps of " + (name || "everybody") + "?")) return;
    const said = await ask("delete", { name });
    if (said !== null) say(said);
    refresh();
  });
  refresh();
  setInterval(refresh, REFRESH_MS);
})();
