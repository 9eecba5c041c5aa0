// Light or dark, by the luminance of the background that is really there, whatever the page calls its theme.

const LIGHT = {
  ink: "#1a1a1a", quiet: "#595959", faint: "#d5d7da", paper: "#ffffff", well: "#f3f4f6",
  stored: "#2b8fd8", water: "#bfe0f7", throttled: "#b02a00", again: "#9a5b00", lost: "#5a0018",
  cloud: "#6b3fa0", focus: "#0b5cad",
};
const DARK = {
  ink: "#f0f0f0", quiet: "#b0b0b0", faint: "#454a50", paper: "#111111", well: "#1d2126",
  stored: "#5db4f2", water: "#1f4a6b", throttled: "#ff7f55", again: "#f2b544", lost: "#ff6f9c",
  cloud: "#c39bf5", focus: "#7cc4ff",
};
const THEME_ATTRIBUTES = ["class", "style", "data-theme", "data-jp-theme-light", "data-jp-theme-name", "data-mode"];
const STYLESHEET_COMES_MS = 400; // JupyterLab names its theme before the colors are there

function parentAcrossShadows(node) {
  return node.parentElement || (node.getRootNode() instanceof ShadowRoot ? node.getRootNode().host : null);
}

function isDark(element) {
  for (let node = element; node; node = parentAcrossShadows(node)) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(node).backgroundColor.match(/[\d.]+/g) || []).map(Number);
    if (blue !== undefined && alpha > 0.5) return red * 0.299 + green * 0.587 + blue * 0.114 < 110;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

/** Call `changed(colors)` now and whenever the page around `element` turns; returns what ends it. */
function watchTheme(element, changed) {
  let now = null;
  let later = 0;
  const look = () => {
    const colors = isDark(element) ? DARK : LIGHT;
    if (colors !== now) changed((now = colors));
  };
  const soon = () => {
    look();
    clearTimeout(later);
    later = setTimeout(look, STYLESHEET_COMES_MS);
  };
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const attributes = new MutationObserver(soon);
  for (const node of [document.documentElement, document.body]) {
    attributes.observe(node, { attributes: true, attributeFilter: THEME_ATTRIBUTES });
  }
  scheme.addEventListener("change", soon);
  soon();
  return () => {
    clearTimeout(later);
    attributes.disconnect();
    scheme.removeEventListener("change", soon);
  };
}
