// Keeps one fragment of the page fresh. Without it the page works all the same: a link and a meta refresh do the job.
(() => {
  const live = document.querySelector("[data-live]");
  if (!live) return;
  let tag = live.dataset.tag || "";
  const busy = () => document.hidden || (live.contains(document.activeElement) && document.activeElement !== live);
  const tick = async () => {
    if (busy()) return;
    try {
      const answer = await fetch(live.dataset.live, { headers: { "If-None-Match": tag }, cache: "no-store" });
      if (answer.redirected || answer.status === 401) return location.reload();
      if (answer.status !== 200) return;
      tag = answer.headers.get("ETag") || "";
      const text = await answer.text();
      if (!busy()) live.innerHTML = text;
      live.removeAttribute("data-lost");
    } catch {
      live.setAttribute("data-lost", "");
    }
  };
  setInterval(tick, 4000);
  document.addEventListener("visibilitychange", tick);
})();
