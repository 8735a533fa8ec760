// Show rows of terms as a table: a page at a time, sorted on demand, with names and links.
import { irisIn, termText } from "./answer.js";
import { make } from "./dom.js";
import { toCurie, toLink } from "./links.js";
import { isNumber, sortRows } from "./sorting.js";

/** Rows of a page of the table; how many there are stands with it. */
export const PAGE = 100;

const LONG_TEXT = 80;
const MOST_NAMES_TO_SORT = 2000;
const XSD = "http://www.w3.org/2001/XMLSchema#";
const PLAIN = new Set(["string", "date", "dateTime", "boolean", "gYear"].map((name) => XSD + name));

/** A table over an answer. */
export class Table {
  /**
   * @param {{columns: string[], rows: Object[][]}} answer
   * @param {Object} around `words`, `names`, `prefixes`, `base`, `site`, `report` (says what was done)
   */
  constructor(answer, around) {
    this.columns = answer.columns;
    this.rows = answer.rows;
    this.around = around;
    this.named = true;
    this.page = 0;
    this.sorted = null;
    this.signal = new AbortController();
    this.body = make("tbody");
    this.heads = this.columns.map((column, position) => this.#head(column, position));
    this.pager = make("nav", { class: "pages", "aria-label": around.words.say("pages") });
    const table = make("table", {}, make("thead", {}, make("tr", {}, ...this.heads)), this.body);
    const scroller = make(
      "div",
      {
        class: "wide",
        tabindex: "0",
        role: "region",
        "aria-label": around.words.say("view.table"),
      },
      table,
    );
    this.element = make("div", {}, scroller, this.pager);
    this.#draw();
  }

  /** Stop asking for names: the table is no longer shown. */
  close() {
    this.signal.abort();
  }

  /** Show names or IRIs. */
  nameThings(named) {
    this.named = named;
    this.#draw();
  }

  /** Return the IRIs on the page that is shown. */
  shownIris() {
    return irisIn(this.#shown());
  }

  #shown() {
    return this.rows.slice(this.page * PAGE, (this.page + 1) * PAGE);
  }

  #head(column, position) {
    const { say } = this.around.words;
    const button = make(
      "button",
      {
        type: "button",
        class: "sort",
        title: say("sort", { column }),
        onclick: () => this.#sort(position),
      },
      column,
    );
    return make("th", { scope: "col" }, button);
  }

  async #sort(position) {
    const { words, names } = this.around;
    const same = this.sorted?.position === position;
    const direction = same && this.sorted.direction === "ascending" ? "descending" : "ascending";
    this.sorted = { position, direction };
    const iris = irisIn(this.rows.map((row) => [row[position]]));
    if (this.named && iris.length <= MOST_NAMES_TO_SORT)
      await names.lookUp(iris, this.signal.signal).catch(() => {});
    this.rows = sortRows(
      this.rows,
      position,
      direction,
      (term) => this.#text(term),
      words.language,
    );
    this.heads.forEach((head, at) => {
      if (at === position) head.setAttribute("aria-sort", direction);
      else head.removeAttribute("aria-sort");
    });
    this.#go(0);
  }

  #go(page) {
    this.page = page;
    this.#draw();
    this.around.report(this.#where());
  }

  #where() {
    const { words } = this.around;
    return words.say("shown", {
      first: words.number(this.page * PAGE + 1),
      last: words.number(Math.min(this.rows.length, (this.page + 1) * PAGE)),
      count: words.number(this.rows.length),
    });
  }

  async #draw() {
    this.#fill();
    this.#drawPager();
    if (!this.named) return;
    const page = this.page;
    try {
      await this.around.names.lookUp(this.shownIris(), this.signal.signal);
    } catch {
      return; // without names the table shows the IRIs
    }
    if (page === this.page && this.named) this.#fill();
  }

  #fill() {
    const rows = this.#shown().map((row) => make("tr", {}, ...row.map((term) => this.#cell(term))));
    this.body.replaceChildren(...rows);
  }

  #drawPager() {
    const { say } = this.around.words;
    const last = Math.ceil(this.rows.length / PAGE) - 1;
    this.pager.hidden = last < 1;
    const step = (key, page, disabled) =>
      make(
        "button",
        {
          type: "button",
          class: "quiet",
          "data-step": key,
          disabled,
          onclick: () => {
            this.#go(page);
            this.#keepFocus(key);
          },
        },
        say(key),
      );
    this.pager.replaceChildren(
      step("previous", this.page - 1, this.page === 0),
      make("span", {}, this.#where()),
      step("next", this.page + 1, this.page >= last),
    );
  }

  #keepFocus(key) {
    const again =
      this.pager.querySelector(`[data-step=${key}]:not(:disabled)`) ??
      this.pager.querySelector("button:not(:disabled)");
    again?.focus();
  }

  #text(term) {
    if (term?.type !== "uri") return termText(term);
    return (this.named && this.around.names.of(term.value)?.text) || this.#short(term.value);
  }

  #short(iri) {
    const { prefixes, base } = this.around;
    return toCurie(iri, prefixes()) ?? (iri.startsWith(`${base}/`) ? iri.slice(base.length) : iri);
  }

  #cell(term) {
    if (term === null) return make("td", { class: "unbound" });
    if (term.type === "uri") return make("td", {}, this.iriLink(term.value));
    if (term.type !== "literal") return make("td", {}, make("code", {}, termText(term)));
    const language = term["xml:lang"];
    const datatype =
      term.datatype && !PLAIN.has(term.datatype) && !isNumber(term)
        ? this.#short(term.datatype)
        : null;
    const chip = language ?? datatype;
    return make(
      "td",
      isNumber(term)
        ? { class: "number" }
        : { dir: "auto", class: term.value.length > LONG_TEXT && "text" },
      make("span", { class: breaks(term.value, "literal"), lang: language ?? null }, term.value),
      chip ? make("span", { class: "tag" }, chip) : null,
    );
  }

  /** Return a link to what an IRI is about, by its name. */
  iriLink(iri) {
    const name = this.named ? this.around.names.of(iri) : null;
    return toIriElement(iri, name, this.#short(iri), this.around);
  }
}

/** Return a link to an IRI, or its text where a page should not lead there. */
export function toIriElement(iri, name, short, { base, site, words }) {
  const link = toLink(iri, { base, site, described: name !== null });
  const language = name?.language && name.language !== words.language ? name.language : null;
  const shown = make(
    "span",
    { lang: language, dir: "auto", class: breaks(name?.text ?? short) },
    name?.text ?? short,
  );
  if (!link) return make("span", { title: iri }, shown);
  const rel = link.external ? "external noopener" : null;
  return make(
    "a",
    { href: link.href, title: iri, rel, class: link.external ? "external" : null },
    shown,
  );
}

/** Return the class of a text, which says whether a word in it is so long that it must break. */
function breaks(text, kind = "") {
  return /[^\s]{30}/.test(text) ? `${kind} long`.trim() : kind || null;
}
