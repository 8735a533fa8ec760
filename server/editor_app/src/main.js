// Make an editor of the form on the page. Without this script the form asks by itself.
import "./editor.css";
import { ask, Problem } from "./ask.js";
import { toCode } from "./code.js";
import { readVocabulary, toSource } from "./completion.js";
import { make } from "./dom.js";
import { readExamples, showExamples } from "./examples.js";
import { Names } from "./names.js";
import { ResultView } from "./result_view.js";
import { toTabBar } from "./tab_bar.js";
import { openStorage, Tabs } from "./tabs.js";
import { toWords } from "./words.js";

const PANEL = "query-panel";
const LONGEST_LINK = 8000;
/** Rows or triples, as the form of the query has it: the server knows which. */
const ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9";

const knows = JSON.parse(document.getElementById("editor-knows").textContent);
const form = document.querySelector("form.query");
const words = toWords(knows);
const { say } = words;
const names = new Names(knows);
let vocabulary = { prefixes: {}, classes: [], properties: [] };
let asking = null;

const tabs = new Tabs(openStorage(), `begrip.queries ${knows.site}`, (number) =>
  say("tab", { number }),
);
const written = form.querySelector("textarea").value;
const address = new URL(location.href);
if (address.searchParams.has("query") || tabs.list.length === 0) tabs.open(written);

const status = make("p", { role: "status", "aria-live": "polite" });
const clock = make("span", { class: "clock", "aria-hidden": "true" });
const run = make("button", { type: "button", onclick: () => runQuery() }, say("run"));
const cancel = make(
  "button",
  { type: "button", class: "quiet", hidden: true, onclick: stop },
  say("cancel"),
);
const share = make("button", { type: "button", class: "quiet", onclick: copyLink }, say("share"));
const host = make("div", {
  class: "code",
  id: PANEL,
  role: "tabpanel",
  "aria-label": say("query"),
});
const panel = make("section", { class: "answer", "aria-label": say("result") });
const bar = toTabBar({
  tabs,
  words,
  panelId: PANEL,
  onSelect: (id) => {
    tabs.select(id);
    showTab();
  },
  onClose: closeTab,
  onNew: () => {
    tabs.open("SELECT * WHERE {\n  ?s ?p ?o .\n}\nLIMIT 100\n");
    showTab();
    code.focus();
  },
});
const undo = make("span");
const aside = make("aside", { class: "query-examples" });

const work = make(
  "div",
  { class: "work" },
  bar.element,
  host,
  make(
    "div",
    { class: "tools" },
    run,
    cancel,
    share,
    clock,
    status,
    undo,
    make("p", { class: "hint" }, say("keys")),
  ),
  panel,
);
const workbench = make("div", { class: "workbench" }, work, aside);
form.before(workbench);
form.hidden = true;

const code = toCode(host, {
  text: tabs.current.text,
  words,
  prefixes: () => vocabulary.prefixes,
  complete: toSource({ vocabulary: () => vocabulary, site: knows.site, words }),
  onAsk: runQuery,
  onChange: (text) => tabs.write(text),
});
const view = new ResultView(panel, {
  words,
  names,
  knows,
  prefixes: () => vocabulary.prefixes,
  report: (text) => tell(text, "heard"),
  onProblem: (error) => view.showProblem(error),
  goTo: (problem) => {
    code.mark(problem.line, problem.column, problem.detail);
    code.focus();
  },
});

/** Say something to who listens to the page, and, unless it is shown elsewhere, to who sees it. */
function tell(text, kind = "") {
  status.className = kind;
  status.textContent = text;
}

function showTab() {
  code.show(tabs.current.text);
  bar.draw();
}

function closeTab() {
  const closed = tabs.close();
  if (!tabs.current) tabs.open("");
  showTab();
  tell(say("tab.closed", { name: closed.tab.name }));
  const keep = make(
    "button",
    {
      type: "button",
      class: "quiet",
      onclick: () => {
        tabs.restore(closed);
        undo.replaceChildren();
        showTab();
        code.focus();
      },
    },
    say("tab.undo"),
  );
  undo.replaceChildren(keep);
  bar.element.querySelector("[aria-selected=true]").focus();
}

/** Ask what stands in the text box; a query that still runs is stopped first. */
async function runQuery() {
  asking?.abort();
  const own = (asking = new AbortController());
  code.declare();
  const asked = { query: code.text(), name: tabs.current.name };
  removeServerAnswer();
  view.clear();
  undo.replaceChildren();
  tell(say("asking"));
  setAddress(asked.query);
  cancel.hidden = false;
  const ticking = tick(performance.now());
  try {
    const found = await ask(knows.endpoint, asked.query, ACCEPT, own.signal);
    if (own.signal.aborted) return;
    view.show(found, asked);
    panel.scrollIntoView({ block: "nearest" });
  } catch (error) {
    if (!own.signal.aborted) showProblem(error);
    else if (asking === own) tell(say("cancelled"));
  } finally {
    clearInterval(ticking);
    if (asking === own) {
      cancel.hidden = true;
      clock.textContent = "";
    }
  }
}

function stop() {
  asking?.abort();
  run.focus(); // the button goes away, and with it would go the place of the keyboard
}

function showProblem(error) {
  view.showProblem(error);
  panel.scrollIntoView({ block: "nearest" });
  if (error.line) code.mark(error.line, error.column, error.detail);
}

function tick(began) {
  return setInterval(() => {
    clock.textContent = words.time(performance.now() - began);
  }, 500);
}

/** Take away what the server wrote on the page for readers without script. */
function removeServerAnswer() {
  for (const part of document.querySelectorAll(
    "#answer, #editor-answer, article.problem > :not(h1)",
  ))
    part.remove();
  const heading = document.querySelector("article.problem > h1");
  if (heading) heading.textContent = document.title = "SPARQL";
}

function linkTo(query) {
  const link = new URL(knows.endpoint, location.href);
  link.searchParams.set("query", query);
  const language = address.searchParams.get("lang");
  if (language) link.searchParams.set("lang", language);
  return link.href.length <= LONGEST_LINK ? link : null;
}

function setAddress(query) {
  history.replaceState(null, "", linkTo(query) ?? knows.endpoint);
}

async function copyLink() {
  const link = linkTo(code.text());
  if (!link) {
    tell(say("share.long"));
    return;
  }
  history.replaceState(null, "", link);
  try {
    await navigator.clipboard.writeText(link.href);
    tell(say("share.done"));
  } catch {
    tell(say("share.here")); // the browser gives no clipboard here
  }
}

async function addExamples() {
  const list = document.getElementById("examples-list");
  const listing = await readExamples(knows.site);
  if (!listing) {
    if (list) aside.append(list);
    return;
  }
  list?.remove();
  showExamples(aside, listing, words, (text, name) => {
    tabs.open(text, name);
    showTab();
    code.focus();
  });
}

/** Show what the server answered already, asked for again only if it is not in the page. */
function adoptAnswer() {
  const problem = document.querySelector("article.problem");
  if (problem) {
    const { slug, line, column, retryAfter } = problem.dataset;
    const detail = problem.querySelector(".detail")?.textContent;
    removeServerAnswer();
    showProblem(
      new Problem({ slug, detail, line: Number(line), column: Number(column), retryAfter }),
    );
  }
  const given = document.getElementById("editor-answer");
  if (given) {
    const found = {
      type: "application/sparql-results+json",
      text: given.textContent,
      size: given.textContent.length,
      took: null,
    };
    removeServerAnswer();
    view.show(found, { query: written, name: tabs.current.name });
  } else if (document.getElementById("answer")) {
    runQuery();
  }
}

window.addEventListener("storage", () => {
  tabs.merge();
  bar.draw();
});
addExamples();
vocabulary = await readVocabulary(knows.site);
adoptAnswer();
