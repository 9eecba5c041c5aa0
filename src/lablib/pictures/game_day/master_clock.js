/* A clock that runs from the press of a button, and marks the reveals whose minute has come. */
(() => {
  const button = document.getElementById("start");
  const clock = document.getElementById("clock");
  const reveals = [...document.querySelectorAll("details[data-minute]")];
  let began = null;
  const two = number => String(number).padStart(2, "0");
  const show = () => {
    const seconds = Math.floor((Date.now() - began) / 1000);
    clock.textContent = two(Math.floor(seconds / 60)) + ":" + two(seconds % 60);
    for (const reveal of reveals) {
      const due = seconds >= 60 * Number(reveal.dataset.minute);
      if (due && !reveal.classList.contains("due")) {
        reveal.classList.add("due");
        reveal.querySelector("summary").append(" (now)");
      }
    }
  };
  button.addEventListener("click", () => {
    began = Date.now();
    button.disabled = true;
    show();
    setInterval(show, 1000);
  });
})();
