// ipywidgets 8.1 gives a slider's handle no name, and a screen reader the place of a value instead of the value.
{
  const area = document.currentScript.closest(".jp-OutputArea") ?? document.currentScript.parentElement;
  const set = (handle, name, text) => {
    if (handle.getAttribute(name) !== text) handle.setAttribute(name, text);
  };
  const name = () => {
    for (const handle of area.querySelectorAll("[role=slider]")) {
      const slider = handle.closest(".widget-inline-hbox");
      set(handle, "aria-label", slider.querySelector(".widget-label").textContent);
      set(handle, "aria-valuetext", slider.querySelector(".widget-readout").textContent);
    }
  };
  const changes = {subtree: true, childList: true, characterData: true, attributeFilter: ["aria-valuetext"]};
  new MutationObserver(name).observe(area, changes);
}
