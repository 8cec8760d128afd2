(() => {
  "use strict";

  const SHOWN_AT_ONCE = 3;
  const LEAVE_AFTER_MS = 180;
  const GAP = 10;
  const FACETS = ["source", "kind", "modality", "stance", "report"];
  const root = document.documentElement;
  const reports = document.querySelector("main");
  const side = document.querySelector(".side");
  const handle = document.querySelector(".handle");
  const form = document.querySelector(".filters");
  const card = document.getElementById("card");
  const roles = JSON.parse(document.getElementById("roles").textContent);
  const narrow = matchMedia("(max-width: 60rem)");

  const pieces = [...document.querySelectorAll(".piece")].map((element, order) => ({
    element,
    order,
    refs: element.dataset.refs.split(" ").map((ref) => {
      const [number, role] = ref.split(":");
      return { number, role: role.replace("+", ""), begins: role.endsWith("+") };
    }),
  }));
  const pieceOf = new Map(pieces.map((piece) => [piece.element, piece]));
  const claims = new Map([...document.querySelectorAll(".claim")].map((row) => [row.dataset.number, readClaim(row)]));
  for (const piece of pieces) {
    for (const ref of piece.refs) claims.get(ref.number).touched.push({ piece, ...ref });
  }
  for (const claim of claims.values()) {
    const evidence = claim.touched.filter((t) => t.role === "evidence").map((t) => t.piece.element.textContent);
    claim.text = fold(`${claim.row.textContent} ${evidence.join("")}`);
    claim.order = (claim.touched.find((t) => t.role === "trigger") || claim.touched[0])?.piece.order ?? 0;
  }

  let open = null;
  let pinned = false;
  let leaving = 0;

  function readClaim(row) {
    const values = Object.fromEntries(FACETS.map((facet) => [facet, row.dataset[facet].split(" ")]));
    return { row, values, touched: [], visible: true };
  }

  /* Letters without case and accents, so that a search finds a name however it is written. */
  function fold(words) {
    return words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
  }

  /* Filters */

  function wanted() {
    const data = new FormData(form);
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, new Set(data.getAll(facet))]));
    return { facets, words: fold(data.get("words")).split(" ").filter(Boolean) };
  }

  function fits(claim, { facets, words }, except) {
    const passes = (facet) => facets[facet].size === 0 || claim.values[facet].some((value) => facets[facet].has(value));
    return words.every((word) => claim.text.includes(word)) && FACETS.every((facet) => facet === except || passes(facet));
  }

  function filter() {
    const wish = wanted();
    for (const claim of claims.values()) {
      claim.visible = fits(claim, wish);
      claim.row.hidden = !claim.visible;
    }
    for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".claim:not([hidden])");
    pieces.forEach(paint);
    FACETS.forEach((facet) => recount(facet, wish));
    report(wish);
    close();
  }

  /* Beside each choice, how many claims it would leave, the other filters being as they are. */
  function recount(facet, wish) {
    const counted = new Map();
    for (const claim of claims.values()) {
      if (!fits(claim, wish, facet)) continue;
      for (const value of new Set(claim.values[facet])) counted.set(value, (counted.get(value) || 0) + 1);
    }
    for (const box of form.querySelectorAll(`input[name="${facet}"]`)) {
      const number = counted.get(box.value) || 0;
      const choice = box.closest(".choice");
      choice.querySelector(".number").textContent = number;
      choice.classList.toggle("idle", number === 0 && !box.checked);
    }
  }

  function report({ facets, words }) {
    const shown = [...claims.values()].filter((claim) => claim.visible).length;
    const narrowed = words.length > 0 || FACETS.some((facet) => facets[facet].size > 0);
    const all = `${claims.size} ${claims.size === 1 ? "claim" : "claims"}`;
    for (const place of document.querySelectorAll(".shown")) place.textContent = narrowed ? `${shown} of ${all}` : all;
    document.querySelector(".none").hidden = shown > 0 || claims.size === 0;
    document.querySelector(".clear").hidden = !narrowed;
  }

  /* A piece takes the look of the first visible claim whose trigger it is, or else of the first it is a part of. */
  function paint({ element, refs }) {
    const marks = refs.filter((ref) => ref.role !== "evidence" && claims.get(ref.number).visible);
    const trigger = marks.find((ref) => ref.role === "trigger");
    const first = trigger || marks[0];
    const look = first ? claims.get(first.number).row.dataset : null;
    const part = trigger ? "trigger" : "part";
    element.className = look ? `piece ${part} family-${look.family} standing-${look.standing}` : "piece";
    if (element.hasAttribute("role")) element.tabIndex = trigger ? 0 : -1;
  }

  /* A claim in the words */

  function highlight(numbers) {
    unhighlight();
    for (const number of numbers) {
      const claim = claims.get(number);
      claim.row.classList.add("chosen");
      for (const { piece, role, begins } of claim.touched) light(piece.element, role, begins);
    }
    const colour = getComputedStyle(claims.get(numbers[0]).row).getPropertyValue("--family");
    root.style.setProperty("--active", colour);
  }

  function light(element, role, begins) {
    element.classList.add(role === "evidence" ? "on-evidence" : role === "trigger" ? "on-trigger" : "on-role");
    if (!begins || !(role in roles)) return;
    const labels = new Set(element.dataset.label ? element.dataset.label.split(" · ") : []);
    element.dataset.label = [...labels.add(roles[role])].join(" · ");
  }

  function unhighlight() {
    for (const row of document.querySelectorAll(".chosen")) row.classList.remove("chosen");
    for (const { element } of pieces) {
      element.classList.remove("on-evidence", "on-trigger", "on-role");
      delete element.dataset.label;
    }
  }

  /* The claims whose trigger stands at a piece; at a mention, the claim whose trigger stands nearest. */
  function claimsAt(piece) {
    const visible = piece.refs.filter((ref) => ref.role !== "evidence" && claims.get(ref.number).visible);
    const all = [...new Set(visible.map((ref) => ref.number))];
    const here = [...new Set(visible.filter((ref) => ref.role === "trigger").map((ref) => ref.number))];
    const distance = (number) => Math.abs(claims.get(number).order - piece.order);
    const shown = here.length > 0 ? here : all.sort((a, b) => distance(a) - distance(b)).slice(0, 1);
    return { shown, others: all.length - shown.length };
  }

  function show(piece, only) {
    const { shown, others } = only ? { shown: [only], others: 0 } : claimsAt(piece);
    if (shown.length === 0) return;
    clearTimeout(leaving);
    open = piece;
    highlight(shown);
    fill(shown, others);
    card.hidden = false;
    place(piece.element);
  }

  function fill(numbers, others) {
    const body = card.querySelector(".body");
    body.replaceChildren(...numbers.slice(0, SHOWN_AT_ONCE).map(told));
    const more = numbers.length - SHOWN_AT_ONCE;
    if (more > 0) body.append(note(`The same words tell ${more} more in the list.`));
    if (others > 0) body.append(note(`These words also stand in ${others} other ${others === 1 ? "claim" : "claims"}.`));
  }

  function told(number) {
    const { row } = claims.get(number);
    const block = document.createElement("div");
    block.className = `told family-${row.dataset.family} standing-${row.dataset.standing}`;
    block.append(...row.querySelector("a").cloneNode(true).childNodes);
    return block;
  }

  function note(words) {
    const line = document.createElement("p");
    line.className = "also";
    line.textContent = words;
    return line;
  }

  function place(element) {
    if (narrow.matches) {
      const below = element.getBoundingClientRect().bottom + 24 - card.getBoundingClientRect().top;
      if (below > 0) scrollBy({ top: below });
      return;
    }
    const words = element.getClientRects()[0];
    const { width, height } = card.getBoundingClientRect();
    const { under, over } = besideEvidence(words, height);
    const top = under + height <= innerHeight - GAP ? under : over >= GAP ? over : innerHeight - height - GAP;
    card.style.top = `${Math.max(GAP, top)}px`;
    card.style.left = `${Math.max(GAP, Math.min(words.left, reports.getBoundingClientRect().right - width - GAP))}px`;
  }

  /* Under or over the sentence that carries the claim, so that the card hides none of its words. */
  function besideEvidence(words, height) {
    const lines = [...document.querySelectorAll(".on-evidence")].flatMap((piece) => [...piece.getClientRects()]);
    const bottom = Math.max(words.bottom, ...lines.map((line) => line.bottom));
    const top = Math.min(words.top, ...lines.map((line) => line.top));
    return { under: bottom + GAP, over: top - height - 2 * GAP };
  }

  /* The list, not the page, is scrolled to a claim's row. */
  function bringToView(row) {
    const box = document.getElementById("claims");
    const [inner, outer] = [row.getBoundingClientRect(), box.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) box.scrollTop += inner.top - outer.top - outer.height / 3;
  }

  function follow() {
    if (!open || narrow.matches) return;
    const words = open.element.getBoundingClientRect();
    if (words.bottom < 0 || words.top > innerHeight) close();
    else place(open.element);
  }

  function close() {
    clearTimeout(leaving);
    card.hidden = true;
    open = null;
    pinned = false;
    unhighlight();
  }

  function leave() {
    clearTimeout(leaving);
    if (!pinned) leaving = setTimeout(close, LEAVE_AFTER_MS);
  }

  function pin(piece, only) {
    show(piece, only);
    pinned = true;
    setSheet(false);
    const chosen = document.querySelector(".chosen");
    if (!narrow.matches && chosen) bringToView(chosen);
  }

  function goTo(number) {
    const found = claims.get(number).touched.find((t) => t.role === "trigger");
    if (!found) return;
    setSheet(false);
    found.piece.element.focus({ preventScroll: true });
    found.piece.element.scrollIntoView({ block: "center" });
    pin(found.piece, number);
  }

  function setSheet(wide) {
    side.classList.toggle("open", wide);
    handle.setAttribute("aria-expanded", String(wide));
  }

  const marked = (target) => pieceOf.get(target.closest?.(".piece.trigger, .piece.part"));
  const byMouse = (event) => event.pointerType === "mouse";

  reports.addEventListener("pointerover", (event) => {
    const piece = marked(event.target);
    if (byMouse(event) && piece && !pinned && piece !== open) show(piece);
    else if (piece) clearTimeout(leaving);
  });
  reports.addEventListener("pointerout", (event) => byMouse(event) && leave());
  card.addEventListener("pointerenter", () => clearTimeout(leaving));
  card.addEventListener("pointerleave", (event) => byMouse(event) && leave());
  reports.addEventListener("focusin", (event) => {
    const piece = marked(event.target);
    if (piece && event.target.matches(":focus-visible")) {
      pinned = false;
      show(piece);
    }
  });
  reports.addEventListener("focusout", leave);

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".claim");
    const piece = marked(event.target);
    if (row) {
      event.preventDefault();
      goTo(row.dataset.number);
    } else if (piece) {
      pin(piece);
    } else if (event.target.closest(".close") || !event.target.closest(".card, .side")) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => {
    const piece = marked(event.target);
    if (event.key === "Escape") {
      close();
      setSheet(false);
    } else if (piece && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      pin(piece);
    }
  });
  side.addEventListener("pointerover", (event) => {
    const row = event.target.closest(".claim");
    if (byMouse(event) && row && !pinned) highlight([row.dataset.number]);
  });
  side.addEventListener("pointerout", (event) => byMouse(event) && !pinned && unhighlight());
  handle.addEventListener("click", () => {
    close();
    setSheet(!side.classList.contains("open"));
  });
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("scroll", follow, { passive: true });

  root.classList.add("js");
  if (narrow.matches) form.querySelectorAll("details").forEach((facet) => facet.removeAttribute("open"));
  filter();
})();
