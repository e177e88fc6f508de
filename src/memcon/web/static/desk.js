// What the desk adds where scripts run. Everything here can also be done by following links and sending forms.
"use strict";
(() => {
  const $ = (what, inside) => (inside || document).querySelector(what);
  const all = (what, inside) => [...(inside || document).querySelectorAll(what)];

  // ---- lines: j, k, Enter
  const lines = () => all("[data-line]").filter((line) => line.offsetParent !== null || line.tagName === "TR");
  const move = (step) => {
    const found = lines();
    if (!found.length) return;
    const now = found.findIndex((line) => line.classList.contains("at-hand"));
    const next = found[Math.min(found.length - 1, Math.max(0, now < 0 ? (step > 0 ? 0 : found.length - 1) : now + step))];
    found.forEach((line) => line.classList.toggle("at-hand", line === next));
    const link = $("a[href]", next);
    if (link) link.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const line = $("[data-line].at-hand");
    const link = line && ($("td.cell a", line) || $("a[href]", line));
    if (link) link.click();
    return Boolean(link);
  };

  // ---- the pane beside the matrix
  const pane = () => $("#pane");
  const shut = () => {
    const it = pane();
    if (!it || it.hidden) return false;
    it.hidden = true;
    it.replaceChildren();
    $("[data-split]").classList.remove("open");
    const cell = $("td.cell.open");
    all("td.cell.open").forEach((one) => one.classList.remove("open"));
    if (cell) $("a", cell).focus();
    return true;
  };
  const centre = (box) => all("[data-opened]", box).forEach((one) => {
    const lit = $("mark.lit", one), scroll = $(".scroll", one);
    if (lit && scroll) scroll.scrollTop += lit.getBoundingClientRect().top - scroll.getBoundingClientRect().top - scroll.clientHeight / 3;
  });
  const beside = window.matchMedia("(min-width: 70rem)"); // as in desk.css: narrower, a cell opens as a page
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.detail.elt;
    if (link.matches("a[data-pane]") && !beside.matches) {
      event.preventDefault();
      location.href = link.href;
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "pane") return;
    const it = pane(), link = event.detail.requestConfig.elt;
    const button = document.createElement("button");
    button.className = "shut";
    button.textContent = "Close";
    button.addEventListener("click", shut);
    it.prepend(button);
    it.hidden = false;
    $("[data-split]").classList.add("open");
    all("td.cell.open").forEach((one) => one.classList.remove("open"));
    link.closest("td").classList.add("open");
    link.scrollIntoView({ block: "nearest", behavior: "instant" });
    // Near the top of the table the pane stands low: bring all of it into the window, then the words into the pane.
    const box = it.getBoundingClientRect();
    const low = Math.min(box.bottom - window.innerHeight + 16, box.top - 16);
    if (low > 0) window.scrollBy({ top: low, behavior: "instant" });
    centre(it);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const it = pane();
    if (it) { it.hidden = false; it.textContent = "This could not be opened; reload the page."; }
  });

  // ---- keys
  const help = () => { const it = $("#keys"); if (it.open) it.close(); else it.showModal(); };
  all("[data-help]").forEach((button) => { button.hidden = false; button.addEventListener("click", help); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
    if (event.key === "Escape") { if (typing) event.target.blur(); else if (shut()) event.preventDefault(); return; }
    if (typing) return;
    const does = {
      j: () => move(1), k: () => move(-1), "?": help,
      "/": () => ($("#q") || $("#find")).focus(),
      Enter: () => (event.target === document.body || event.target.id === "main" ? open() : false),
    }[event.key];
    if (does && does() !== false) event.preventDefault();
  });

  centre(document);
})();
