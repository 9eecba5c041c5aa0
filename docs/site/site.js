// What furo leaves out for those who listen to a page or use its keys, and the start of the players.
document.addEventListener("DOMContentLoaded", () => {
  for (const caption of document.querySelectorAll(".caption[role=heading]")) caption.setAttribute("aria-level", "2");
  document.querySelector("aside.sidebar-drawer")?.setAttribute("aria-label", "Pages of the site");
  document.querySelector("aside.toc-drawer")?.setAttribute("aria-label", "On this page");
  document.getElementById("search-results")?.insertAdjacentHTML("beforebegin", "<h1>Search</h1>");
  const reachable = () => {
    for (const box of document.querySelectorAll("pre, .table-wrapper, .cell_output, .cell_output > *")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else if (box.tabIndex === 0) box.removeAttribute("tabindex");
    }
  };
  reachable();
  addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);
});
