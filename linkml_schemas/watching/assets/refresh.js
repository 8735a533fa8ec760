// Loads the page again when the schema was saved; keeps the place on the page.
"use strict";
(() => {
  const shown = document.querySelector("aside[data-save]").dataset.save;
  const key = "scroll " + location.pathname;
  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    scrollTo(0, Number(kept));
  }
  const look = async () => {
    try {
      const answer = await fetch("/state.json", { cache: "no-cache" });
      const state = await answer.json();
      if (String(state.number) !== shown) {
        sessionStorage.setItem(key, String(scrollY));
        location.reload();
        return;
      }
    } catch {
      // The watch was stopped, or is being started again.
    }
    setTimeout(look, 150);
  };
  setTimeout(look, 150);
})();
