// The part of the page below the query: the answer, or what is wrong.
import { LARGEST, Problem } from "./ask.js";
import { toAnswer } from "./answer.js";
import { make } from "./dom.js";
import { toDownloads, toRawView } from "./raw.js";
import { findSources, toSourcesView } from "./sources.js";
import { Table, toIriElement } from "./table.js";
import { toCurie } from "./links.js";

/** Shows one answer at a time. */
export class ResultView {
  /** @param {Object} around `words`, `names`, `prefixes`, `knows`, `report`, `goTo` */
  constructor(panel, around) {
    this.panel = panel;
    this.around = around;
    this.stopped = new AbortController();
    this.named = true;
  }

  /** Take away what is shown, and stop what was still being asked for it. */
  clear() {
    this.stopped.abort();
    this.stopped = new AbortController();
    this.table?.close();
    this.table = null;
    this.panel.replaceChildren();
  }

  /**
   * Show an answer.
   * @param {{type: string, text: string|null, size: number, took: number|null}} found
   * @param {{query: string, name: string}} asked
   */
  show(found, asked) {
    this.clear();
    const { words, report } = this.around;
    const formats = this.#formats(found.type);
    const downloads = toDownloads({
      ...this.#asking(asked),
      formats,
      name: asked.name,
      onProblem: this.around.onProblem,
    });
    if (found.text === null) {
      const text = words.say("large", { limit: words.size(LARGEST) });
      this.panel.replaceChildren(this.#heading(""), make("p", {}, text), downloads);
      return report(text);
    }
    const answer = toAnswer(found.type, found.text);
    const summary = [this.#summary(answer), this.#took(found)].filter(Boolean).join(" ");
    const content = make("div", { class: "content" });
    this.panel.replaceChildren(
      make(
        "div",
        { class: "answer-head" },
        this.#heading(summary),
        this.#switches(answer, content, formats, asked),
        downloads,
      ),
      content,
    );
    this.#fill(answer, content);
    report(summary);
    this.#addSources(asked);
  }

  /** Show what is wrong, in the reader's words, with what the server says of this occurrence. */
  showProblem(error) {
    this.clear();
    const { words, knows, report, goTo } = this.around;
    if (!(error instanceof Problem)) throw error;
    const own = { offline: "offline", broken: "broken" }[error.slug];
    const known = knows.problems[error.slug] ?? knows.problems["server-fault"];
    const title = own ? words.say(own) : known.title;
    const place = error.line
      ? words.say("place", { line: error.line, column: error.column })
      : null;
    this.panel.replaceChildren(
      make(
        "div",
        { class: "problem" },
        make("h2", { id: "answer-title", tabindex: "-1" }, title),
        own ? null : make("p", {}, known.advice),
        error.detail ? make("p", { class: "detail" }, error.detail) : null,
        place
          ? make(
              "p",
              {},
              `${place} `,
              make(
                "button",
                { type: "button", class: "quiet", onclick: () => goTo(error) },
                words.say("place.go"),
              ),
            )
          : null,
        error.retryAfter ? make("p", {}, words.say("again", { seconds: error.retryAfter })) : null,
      ),
    );
    report([title, place].filter(Boolean).join(". "));
  }

  #asking({ query }) {
    return {
      endpoint: this.around.knows.endpoint,
      query,
      words: this.around.words,
      signal: this.stopped.signal,
    };
  }

  #formats(type) {
    const { results, graphs } = this.around.knows;
    return type === "application/n-triples" ? graphs : results;
  }

  #heading(summary) {
    const { say } = this.around.words;
    return make(
      "h2",
      { id: "answer-title" },
      say("result"),
      " ",
      make("span", { class: "count" }, summary),
    );
  }

  #summary(answer) {
    const { words } = this.around;
    if (answer.kind === "boolean") return words.say(answer.value ? "yes" : "no");
    return words.count(answer.kind, answer.rows.length);
  }

  #took({ took }) {
    const { words } = this.around;
    return took === null ? "" : words.say("took", { time: words.time(took) });
  }

  #fill(answer, content) {
    const { say } = this.around.words;
    if (answer.kind === "boolean") {
      const text = make("strong", {}, say(answer.value ? "yes" : "no"));
      return content.replaceChildren(
        make("p", { class: `truth ${answer.value}` }, text, make("code", {}, String(answer.value))),
      );
    }
    if (answer.rows.length === 0)
      return content.replaceChildren(make("p", { class: "empty" }, say("none")));
    this.table?.close();
    this.table = new Table(answer, {
      ...this.around,
      base: this.around.knows.base,
      site: this.around.knows.site,
    });
    if (!this.named) this.table.nameThings(false);
    content.replaceChildren(this.table.element);
  }

  #switches(answer, content, formats, asked) {
    const { say } = this.around.words;
    const views = {
      table: () => this.#fill(answer, content),
      raw: () => content.replaceChildren(this.#raw(formats, asked)),
    };
    const radios = Object.entries(views).map(([view, show]) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: "view",
          value: view,
          checked: view === "table",
          onchange: show,
        }),
        say(`view.${view}`),
      ),
    );
    const names = make("input", {
      type: "checkbox",
      checked: this.named,
      onchange: (event) => {
        this.named = event.target.checked;
        this.table?.nameThings(this.named);
      },
    });
    return make(
      "div",
      { class: "switches" },
      make("div", { role: "radiogroup", "aria-label": say("view") }, ...radios),
      answer.kind === "boolean" || answer.rows.length === 0
        ? null
        : make("label", {}, names, say("labels")),
    );
  }

  #raw(formats, asked) {
    return toRawView({ ...this.#asking(asked), formats, onProblem: this.around.onProblem });
  }

  /** Sources are looked up after the answer is shown, and left out where that fails. */
  async #addSources({ query }) {
    const { words, names, prefixes, knows } = this.around;
    const signal = this.stopped.signal;
    const iris = this.table?.shownIris() ?? [];
    try {
      const found = await findSources({
        endpoint: knows.endpoint,
        text: query,
        iris,
        prefixes: prefixes(),
        signal,
      });
      const parties = found.graphs.flatMap(({ graph, licence, publisher }) => [
        graph,
        licence,
        publisher,
      ]);
      await names.lookUp([...new Set(parties.filter(Boolean))], signal);
      if (signal.aborted) return;
      const toIriLink = (iri) =>
        toIriElement(iri, names.of(iri), toCurie(iri, prefixes()) ?? iri, {
          base: knows.base,
          site: knows.site,
          words,
        });
      this.panel.append(toSourcesView(found, { words, toIriLink }));
    } catch (error) {
      if (!signal.aborted && !(error instanceof Problem)) throw error;
    }
  }
}
