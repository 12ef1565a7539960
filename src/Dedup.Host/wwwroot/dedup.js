// What makes pages handier; all of them work without.
"use strict";

// Parts that tell of what goes on ask for themselves again, unless somebody reads, writes or stands in them, or has stopped it.
const live = document.querySelector("[data-refresh]");
if (live) {
  let paused = false;
  const button = document.createElement("button");
  button.id = "refresh";
  button.type = "button";
  const say = () => {
    button.textContent = paused ? "Refresh again" : "Stop refreshing";
    button.setAttribute("aria-pressed", String(paused));
  };
  button.addEventListener("click", () => { paused = !paused; say(); });
  say();
  live.before(button);
  const again = async () => {
    const now = document.getElementById("live");
    if (paused || document.hidden || !now || now.contains(document.activeElement) || !getSelection().isCollapsed) return;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" }, redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById("live");
      if (fresh) now.replaceWith(document.adoptNode(fresh));
      else location.reload();
    } catch {
      // The service is away for a moment; the next look may find it.
    }
  };
  setInterval(again, 1000 * Number(live.dataset.refresh));
}

// A form that has been sent is not sent twice by a second press.
document.addEventListener("submit", event => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));
