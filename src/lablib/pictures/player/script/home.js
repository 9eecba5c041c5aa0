// How the player comes into a page. NAME has the hash of all this code in it, so that outputs of an older and a newer
// one live side by side.

/** Where a notebook page puts one output of a cell: JupyterLab and its pages, older nbconvert, myst-nb. */
const OUTPUTS = ".jp-OutputArea-child, .output_area, .cell_output > .output";

if (!customElements.get(NAME)) {
  customElements.define(NAME, class extends HTMLElement {
    connectedCallback() {
      if (!this.player) {
        this.player = new Player(this.attachShadow({ mode: "open" }), JSON.parse(this.parentElement.dataset.run));
        hidePicture(this);
      }
      this.player.attach();
    }

    disconnectedCallback() {
      this.player?.detach();
    }
  });
}

/** The picture for pages without scripts is the output before this one. */
function hidePicture(node) {
  const before = node.closest(OUTPUTS)?.previousElementSibling;
  const isPicture = before?.matches("img") || (before?.querySelector("img") && !before.textContent.trim());
  if (isPicture) before.style.display = "none";
}

/** Turn an output into a player; the table in it is then only heard. */
export function start(home) {
  if (home.querySelector(NAME)) return;
  const player = document.createElement(NAME);
  player.append(...home.querySelectorAll("table"));
  home.replaceChildren(player);
}
