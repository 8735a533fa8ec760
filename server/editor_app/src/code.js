// The text box in which the query is written: CodeMirror, in a shadow root, so that its style
// sheets are adopted and no inline style is needed.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, linter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { check } from "./check.js";
import { missingPrefixes } from "./query_text.js";

const CHECK_AFTER = 500;
const TAB_LEAVES_FOR = 2000;

const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-keyword)", fontWeight: "600" },
  { tag: [tags.standard(tags.variableName), tags.operatorKeyword], color: "var(--code-function)" },
  { tag: tags.local(tags.variableName), color: "var(--code-variable)" },
  { tag: [tags.atom, tags.bool], color: "var(--code-iri)" },
  { tag: [tags.string, tags.meta], color: "var(--code-text)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--sheet)", color: "var(--ink)", fontSize: "0.92rem" },
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    lineHeight: "1.55",
    minHeight: "9rem",
    maxHeight: "max(18rem, 46vh)",
    overflow: "auto",
  },
  ".cm-content": { padding: "0.6rem 0", minHeight: "9rem", caretColor: "var(--ink)" },
  "&.cm-focused": { outline: "none" }, // the host shows where the focus is
  ".cm-gutters": { backgroundColor: "var(--sheet)", color: "var(--soft)", border: "0" },
  ".cm-selectionMatch, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-match)" },
  ".cm-tooltip": {
    backgroundColor: "var(--sheet)",
    color: "var(--ink)",
    border: "1px solid var(--soft)",
    borderRadius: "6px",
    boxShadow: "0 4px 18px rgb(0 0 0 / .22)",
    maxWidth: "min(36rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--sans)",
    fontSize: ".88rem",
    maxHeight: "15rem",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".22rem .6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--accent)",
    color: "var(--paper)",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--paper)" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: ".8em" },
  ".cm-completionInfo": { padding: ".3rem .6rem", fontSize: ".85rem" },
  ".cm-diagnostic": { fontFamily: "var(--sans)", fontSize: ".88rem", padding: ".35rem .7rem" },
  ".cm-diagnosticAction": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  // The marks of the package are images in addresses, which the policy of the page refuses.
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--wrong)",
    textUnderlineOffset: "3px",
  },
  ".cm-lint-marker-error": {
    content: "normal",
    width: ".6em",
    height: ".6em",
    margin: ".5em .2em 0",
    borderRadius: "50%",
    backgroundColor: "var(--wrong)",
  },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)" },
});

/**
 * Return the text box in an element.
 * @param {HTMLElement} host gets a shadow root
 * @param {Object} options
 * @param {string} options.text what stands in it
 * @param {Object} options.words
 * @param {Function} options.complete a source of completions
 * @param {() => Object} options.prefixes the known IRIs by prefix
 * @param {() => void} options.onAsk Ctrl-Enter was pressed
 * @param {(text: string) => void} options.onChange
 */
export function toCode(host, { text, words, complete, prefixes, onAsk, onChange }) {
  const root = host.attachShadow({ mode: "open" });
  const run = () => (onAsk(), true);
  const extensions = [
    Prec.highest(
      keymap.of([
        { key: "Mod-Enter", run },
        { key: "Ctrl-Enter", run },
      ]),
    ),
    // Always, also when something else takes Escape: closing a list, say.
    Prec.highest(
      keymap.of([{ key: "Escape", run: (view) => (view.setTabFocusMode(TAB_LEAVES_FOR), false) }]),
    ),
    Prec.high(
      keymap.of([
        {
          key: "Tab",
          run: (view) => completionStatus(view.state) === "active" && acceptCompletion(view),
        },
      ]),
    ),
    EditorState.phrases.of(toPhrases(words)),
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    StreamLanguage.define(sparql),
    syntaxHighlighting(colours),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ override: [complete], icons: false }),
    linter((view) => toDiagnostics(view.state.doc.toString(), words, prefixes), {
      delay: CHECK_AFTER,
    }),
    lintGutter(),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...completionKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({
      "aria-label": `${words.say("query")}. ${words.say("keys")}`,
      spellcheck: "false",
      tabindex: "0",
    }),
    EditorView.updateListener.of((update) => {
      if (!update.docChanged) return;
      onChange(update.state.doc.toString());
      if (update.transactions.some((made) => made.isUserEvent("input")))
        declare(update.view, prefixes());
    }),
    look,
  ];
  const view = new EditorView({
    state: EditorState.create({ doc: text, extensions }),
    root,
    parent: root,
  });
  return {
    view,
    text: () => view.state.doc.toString(),
    show: (shown) => view.setState(EditorState.create({ doc: shown, extensions })),
    declare: () => declare(view, prefixes()),
    mark: (line, column, message) => mark(view, line, column, message),
    focus: () => view.focus(),
  };
}

/** What the packages say to who listens, in the language of the reader. */
function toPhrases({ say }) {
  return {
    Completions: say("phrase.completions"),
    "Control character": say("phrase.control"),
    close: say("phrase.close"),
    Diagnostics: say("phrase.diagnostics"),
    "No diagnostics": say("phrase.nothing"),
    "Selection deleted": say("phrase.deleted"),
  };
}

function declare(view, known) {
  const missing = missingPrefixes(view.state.doc.toString(), known);
  if (missing) view.dispatch({ changes: missing, userEvent: "declare" });
}

function toDiagnostics(text, words, prefixes) {
  return check(text, words).map(({ prefix, ...found }) => ({
    ...found,
    actions:
      prefix !== undefined && Object.hasOwn(prefixes(), prefix)
        ? [{ name: words.say("check.add", { prefix }), apply: (view) => declare(view, prefixes()) }]
        : [],
  }));
}

/** Mark the place that the server names, and put the cursor there. */
function mark(view, line, column, message) {
  const found = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines));
  const at = Math.min(found.from + Math.max(0, column - 1), found.to);
  const [from, to] = at < found.to ? [at, at + 1] : [Math.max(found.from, at - 1), at];
  view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
  view.dispatch({ selection: { anchor: at }, scrollIntoView: true });
}
