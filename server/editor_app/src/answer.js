// Make of an answer what the page shows: a truth, or rows of terms. Pure.

const TRIPLE_COLUMNS = ["subject", "predicate", "object"];
const TERM = new RegExp(
  [
    "<(?<iri>(?:[^<>\\\\]|\\\\u[0-9A-Fa-f]{4}|\\\\U[0-9A-Fa-f]{8})*)>",
    "(?<blank>_:[^\\s]+)",
    '"(?<text>(?:[^"\\\\]|\\\\.)*)"(?:@(?<language>[A-Za-z0-9-]+)|\\^\\^<(?<datatype>[^>]*)>)?',
  ].join("|"),
  "y",
);
const ESCAPES = { t: "\t", b: "\b", n: "\n", r: "\r", f: "\f" };

/**
 * Return what an answer holds.
 * @returns {{kind: "boolean", value: boolean} | {kind: "rows"|"triples", columns: string[], rows: Object[][]}}
 *   A cell is a term as SPARQL's JSON results write it, or null.
 */
export function toAnswer(type, text) {
  if (type === "application/n-triples")
    return { kind: "triples", columns: TRIPLE_COLUMNS, rows: parseTriples(text) };
  const found = JSON.parse(text);
  if ("boolean" in found) return { kind: "boolean", value: found.boolean };
  const columns = found.head.vars;
  const rows = found.results.bindings.map((row) => columns.map((column) => row[column] ?? null));
  return { kind: "rows", columns, rows };
}

/** Return the triples of N-Triples. */
export function parseTriples(text) {
  return text
    .split("\n")
    .filter((line) => line.trim() && !line.startsWith("#"))
    .map((line) => {
      const terms = [];
      let at = 0;
      while (terms.length < 3) {
        while (line[at] === " ") at += 1;
        const [term, end] = line.startsWith("<<", at) ? tripleTerm(line, at) : plainTerm(line, at);
        terms.push(term);
        at = end;
      }
      return terms;
    });
}

function plainTerm(line, at) {
  TERM.lastIndex = at;
  const match = TERM.exec(line);
  if (!match) throw new SyntaxError(`no term at ${at} of: ${line}`);
  return [toTerm(match.groups), TERM.lastIndex];
}

/** A triple term is shown as it is written. */
function tripleTerm(line, at) {
  let depth = 0;
  let end = at;
  do {
    if (line.startsWith("<<", end)) [depth, end] = [depth + 1, end + 2];
    else if (line.startsWith(">>", end)) [depth, end] = [depth - 1, end + 2];
    else if (line[end] === '"' || line[end] === "<") end = plainTerm(line, end)[1];
    else end += 1;
  } while (depth > 0 && end < line.length);
  return [{ type: "triple", value: line.slice(at, end) }, end];
}

function toTerm({ iri, blank, text, language, datatype }) {
  if (iri !== undefined) return { type: "uri", value: unescape(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank.slice(2) };
  const term = { type: "literal", value: unescape(text) };
  if (language) term["xml:lang"] = language.split("--")[0];
  if (datatype) term.datatype = datatype;
  return term;
}

function unescape(text) {
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) =>
    one === undefined ? String.fromCodePoint(parseInt(four ?? eight, 16)) : (ESCAPES[one] ?? one),
  );
}

/** Return a term as text that can be read. */
export function termText(term) {
  if (term === null) return "";
  if (term.type === "triple")
    return typeof term.value === "string" ? term.value : tripleText(term.value);
  return term.type === "bnode" ? `_:${term.value}` : term.value;
}

function tripleText({ subject, predicate, object }) {
  return `<<( ${[subject, predicate, object].map(termText).join(" ")} )>>`;
}

/** Return the IRIs in rows, each once. */
export function irisIn(rows) {
  const iris = new Set();
  for (const row of rows) for (const term of row) if (term?.type === "uri") iris.add(term.value);
  return [...iris];
}
