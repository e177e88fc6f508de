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
    const it = event.detail.target;
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const told = document.createElement("p");
    told.className = "empty";
    told.textContent = ($("main .lead", page) || {}).textContent || "This could not be opened; reload the page.";
    it.replaceChildren(told);
    it.hidden = false;
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

  // ---- review: the next thing is already there; a judgement is kept while you look at it
  const box = $("[data-review]");
  if (box) {
    const done = [];
    const shown = () => $("[data-item]:not([hidden])", box);
    const none = () => { $("#none").hidden = Boolean(shown()); };
    const fetchAfter = async (at) => {
      const answer = await fetch(`/review?at=${encodeURIComponent(at)}&part=${part()}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return;
      const made = document.createElement("template");
      made.innerHTML = await answer.text();
      all("[data-item]", made.content).forEach((item) => {
        const had = $(`[data-item="${item.dataset.item}"]`, box);
        if (had || done.includes(item.dataset.item)) return;
        item.hidden = Boolean(shown());
        box.append(item);
        ready(item);
      });
      none();
    };
    const part = () => new URLSearchParams(location.search).get("part") || "1";
    const tell = (sentence) => { const it = $("#left"); it.textContent = sentence; };
    const send = (verb, keys, why) => fetch("/review.json", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Memcon-Token": $("meta[name=memcon-token]").content, Accept: "application/json" },
      body: JSON.stringify({ verb, keys, why }),
    });
    let last = null, waiting = Promise.resolve();
    const onward = (item) => {
      item.remove();
      const next = $("[data-item]", box);
      if (next) { next.hidden = false; $("button", next).focus({ preventScroll: true }); }
      none();
      return next;
    };
    const decide = (item, button) => {
      const [verb, ...keys] = button.value.split(" ");
      const why = $("input[name=why]", item).value, id = item.dataset.item, next = item.dataset.next;
      done.push(id);
      onward(item);
      tell("Keeping it …");
      waiting = waiting.then(async () => {
        const answer = await send(verb, keys, why);
        const said = await answer.json();
        if (!answer.ok) { done.splice(done.indexOf(id), 1); tell(said.error); return; }
        last = { judgement: said.judgement.id, item: id };
        tell(`Kept: ${said.judgement.kind}. z takes it back.`);
        await fetchAfter(shown() ? shown().dataset.item : next);
      }).catch(() => tell("The desk does not answer; reload the page."));
    };
    const undo = () => {
      waiting = waiting.then(async () => {
        const form = $("[data-undo]");
        const id = last ? last.judgement : form && $("input[name=key]", form).value;
        if (!id) { tell("Nothing to take back."); return; }
        const answer = await send("undo", [id], "");
        if (!answer.ok) { tell((await answer.json()).error); return; }
        location.href = `/review?part=${part()}${last ? `&at=${encodeURIComponent(last.item)}` : ""}`;
      });
    };
    const ready = (item) => $("form[data-decide]", item).addEventListener("submit", (event) => {
      event.preventDefault();
      decide(item, event.submitter || $("button", item));
    });
    all("[data-item]", box).forEach(ready);
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
      const item = shown();
      if (event.key === "z") { event.preventDefault(); undo(); return; }
      if (!item) return;
      if (event.key === "s") {
        event.preventDefault();
        const at = item.dataset.next;
        onward(item);
        fetchAfter(at);
        return;
      }
      const key = CSS.escape(event.key);
      const button = $(`button[data-key="${key}"]`, item) || $(`button[data-number="${key}"]`, item);
      if (button) { event.preventDefault(); decide(item, button); }
    });
  }

  // ---- copying a citation
  all("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const section = button.closest("section"), told = $("[role=status]", section), words = $("[data-cited]", section);
      try {
        await navigator.clipboard.writeText(words.textContent);
        told.textContent = "Copied.";
      } catch {
        // Over plain HTTP from another machine a page may not write to the clipboard: the words are chosen instead.
        getSelection().selectAllChildren(words);
        told.textContent = "Chosen; copy it with Ctrl+C.";
      }
    });
  });

  // ---- watching reports being read
  const job = $("#job");
  if (job && job.dataset.over !== "1") {
    const events = new EventSource(`/jobs/${encodeURIComponent(job.dataset.job)}/events`);
    const redraw = async () => {
      const answer = await fetch(location.pathname, { headers: { "HX-Request": "true" } });
      if (answer.ok) job.innerHTML = await answer.text();
    };
    events.addEventListener("job", (event) => {
      const told = JSON.parse(event.data);
      if (told.state === "done" || told.state === "failed") { events.close(); job.dataset.over = "1"; }
      redraw();
    });
  }

  // ---- dropping files
  const drop = $("[data-drop]");
  if (drop) {
    const input = $("input[type=file]", drop), chosen = $("[data-chosen]", drop);
    const name = () => { chosen.textContent = [...input.files].map((file) => file.name).join(", "); };
    input.addEventListener("change", name);
    const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
    document.addEventListener("dragover", over(true));
    document.addEventListener("dragleave", over(false));
    document.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      name();
    });
  }

  centre(document);
})();
