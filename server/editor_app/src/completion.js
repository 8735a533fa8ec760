// Offer what may come next: variables, keywords, classes, properties, and things by their name.
import { bare, missingPrefixes, variables } from "./query_text.js";

const KEYWORDS =
  "SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF EXISTS NOT IN AS ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET PREFIX BASE".split(
    " ",
  );
const FUNCTIONS =
  "COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE BOUND IRI BNODE ABS CEIL FLOOR ROUND CONCAT SUBSTR STRLEN REPLACE UCASE LCASE ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS NOW COALESCE IF STRLANG STRDT SAMETERM ISIRI ISBLANK ISLITERAL ISNUMERIC REGEX".split(
    " ",
  );
const MOST = 60;
const MOST_THINGS = 20;
const SHORTEST_NAME = 3;
const PAUSE = 250;

/** Return the vocabulary that the server offers; empty where it does not answer. */
export async function readVocabulary(site) {
  const response = await fetch(`${site}/api/completion`).catch(() => null);
  if (!response?.ok) return { prefixes: {}, classes: [], properties: [] };
  const { prefixes, classes, properties } = await response.json();
  return {
    prefixes,
    classes: classes.map((term) => ({ ...term, counted: "things" })),
    properties: properties.map((term) => ({ ...term, counted: "uses" })),
  };
}

/** Return a source of completions for the editor. */
export function toSource({ vocabulary, site, words }) {
  return async (context) => {
    const found = context.matchBefore(
      /[?$][\p{L}\p{N}_]*|[\p{L}][\p{L}\p{N}_.-]*(?::[\p{L}\p{N}_.-]*)?/u,
    );
    if (!found && !context.explicit) return null;
    const from = found?.from ?? context.pos;
    const typed = found?.text ?? "";
    const text = context.state.doc.toString();
    if (inStringOrComment(text, from)) return null;
    if (/^[?$]/.test(typed)) return variableOptions(text, typed, from);
    const { prefixes, classes, properties } = vocabulary();
    const afterType = /(?:^|\s)(?:a|rdf:type)\s+$/.test(text.slice(Math.max(0, from - 40), from));
    const terms = afterType ? classes : [...properties, ...classes];
    const options = [
      ...keywordOptions(afterType ? "" : typed),
      ...termOptions(terms, typed, prefixes, words),
    ];
    if (!afterType && !typed.includes(":") && typed.length >= SHORTEST_NAME)
      options.push(...(await thingOptions(context, typed, { site, words })));
    const whole = options.some(({ label }) => label === typed);
    if (options.length === 0 || (whole && !context.explicit)) return null;
    return { from, options: options.slice(0, MOST), filter: false };
  };
}

function inStringOrComment(text, position) {
  return bare(`${text.slice(0, position)}\u0001`).at(-1) !== "\u0001";
}

function variableOptions(text, typed, from) {
  const wanted = typed.slice(1);
  const options = variables(text)
    .filter((name) => name !== wanted && name.startsWith(wanted))
    .map((name) => ({ label: typed[0] + name, type: "variable" }));
  return options.length ? { from, options, filter: false } : null;
}

function keywordOptions(typed) {
  if (!typed) return [];
  const upper = typed.toUpperCase();
  const fits = (word) => word.startsWith(upper) && word !== upper;
  return [
    ...KEYWORDS.filter(fits).map((label) => ({ label, type: "keyword" })),
    ...FUNCTIONS.filter(fits).map((label) => ({ label: `${label}(`, type: "function" })),
  ];
}

/** Return the terms that fit what is typed, the closest and the most used first. */
export function rankTerms(terms, typed) {
  const wanted = fold(typed);
  return terms
    .map((term, position) => ({ term, position, rank: closeness(term, wanted) }))
    .filter(({ rank }) => rank < 9)
    .sort((a, b) => a.rank - b.rank || a.position - b.position)
    .map(({ term }) => term);
}

function closeness(term, wanted) {
  const curie = fold(term.curie || term.iri);
  const local = curie.slice(curie.indexOf(":") + 1);
  const names = Object.values(term.labels).map(fold);
  if (wanted === "") return 5;
  if (curie.startsWith(wanted)) return 0;
  if (wanted.includes(":")) return 9;
  if (local.startsWith(wanted)) return 1;
  if (names.some((name) => name.startsWith(wanted))) return 2;
  if (local.includes(wanted) || names.some((name) => name.includes(wanted))) return 3;
  return 9;
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function termOptions(terms, typed, prefixes, words) {
  return rankTerms(terms, typed)
    .slice(0, MOST)
    .map((term) => ({
      label: term.curie || `<${term.iri}>`,
      detail: nameOf(term.labels, words.language),
      type: "class",
      info: term.count ? words.say(term.counted, { count: words.number(term.count) }) : undefined,
      apply: (view, completion, from, to) => insertTerm(view, completion.label, from, to, prefixes),
    }));
}

function nameOf(labels, language) {
  return labels[language] ?? Object.values(labels)[0] ?? "";
}

function insertTerm(view, text, from, to, prefixes) {
  const changes = [{ from, to, insert: text }];
  const document = view.state.doc.toString();
  const missing = missingPrefixes(document.slice(0, from) + text + document.slice(to), prefixes);
  if (missing && missing.from <= from)
    changes.unshift({ from: missing.from, insert: missing.insert });
  const shift = changes.length > 1 ? missing.insert.length : 0;
  view.dispatch({
    changes,
    selection: { anchor: from + shift + text.length },
    userEvent: "input.complete",
  });
}

async function thingOptions(context, typed, { site, words }) {
  const stopped = new AbortController();
  context.addEventListener("abort", () => stopped.abort(), { onDocChange: true });
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (context.aborted) return [];
  const { suggestions } = await readThings(site, typed, words.language, stopped.signal);
  return suggestions.map(({ iri, label }) => ({
    label,
    detail: iri.split("/").slice(-2).join("/"),
    type: "constant",
    apply: `<${iri}>`,
  }));
}

/** Return the things that a name may mean; none where the server does not answer. */
async function readThings(site, typed, language, signal) {
  const asked = new URLSearchParams({ q: typed, limit: MOST_THINGS, lang: language });
  const response = await fetch(`${site}/api/suggest?${asked}`, { signal }).catch(() => null);
  return response?.ok ? response.json() : { suggestions: [] };
}
