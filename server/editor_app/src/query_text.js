// Read the text of a query as far as the editor needs: prefixes, variables, graphs. Pure.

const SKIPPED = new RegExp(
  [
    '"""(?:[^"\\\\]|\\\\[^]|"(?!""))*"""',
    "'''(?:[^'\\\\]|\\\\[^]|'(?!''))*'''",
    '"(?:[^"\\\\\\n]|\\\\.)*"',
    "'(?:[^'\\\\\\n]|\\\\.)*'",
    '<[^<>"{}|^`\\\\\\s]*>',
    "#[^\\n]*",
  ].join("|"),
  "g",
);
const DECLARED = /\bPREFIX\s+([\p{L}][\p{L}\p{N}_.-]*)?\s*:/giu;
const USED = /(?<![\p{L}\p{N}_?$@:.%-])([\p{L}](?:[\p{L}\p{N}_.-]*[\p{L}\p{N}_-])?)?:/gu;
const NEWER =
  /<<|>>|\{\||\|\}|~|@[a-z-]+--|\b(?:VERSION|LATERAL|TRIPLE|isTRIPLE|SUBJECT|PREDICATE|OBJECT|LANGDIR|STRLANGDIR|hasLANG|hasLANGDIR|ADJUST)\b/i;

/** Return the text with strings, IRIs and comments blanked out; every character keeps its place. */
export function bare(text) {
  return text.replace(SKIPPED, (found) => found.replace(/[^\n]/g, " "));
}

/** Return the prefixes that a query declares. */
export function declaredPrefixes(text) {
  return new Set([...bare(text).matchAll(DECLARED)].map((match) => match[1] ?? ""));
}

/** Return where prefixes stand that a query uses and does not declare: `{prefix, from, to}`. */
export function undeclaredPrefixes(text) {
  const plain = bare(text);
  const declared = declaredPrefixes(text);
  const declarations = [...plain.matchAll(DECLARED)].map((m) => [m.index, m.index + m[0].length]);
  return [...plain.matchAll(USED)]
    .filter((match) => !declarations.some(([from, to]) => match.index >= from && match.index < to))
    .map((match) => ({
      prefix: match[1] ?? "",
      from: match.index,
      to: match.index + match[0].length,
    }))
    .filter(({ prefix }) => !declared.has(prefix));
}

/**
 * Return what to insert, and where, so that known prefixes are declared; null if nothing is.
 * @param {string} text
 * @param {Object} known IRIs by prefix
 */
export function missingPrefixes(text, known) {
  const missing = [...new Set(undeclaredPrefixes(text).map(({ prefix }) => prefix))]
    .filter((prefix) => Object.hasOwn(known, prefix))
    .sort();
  if (missing.length === 0) return null;
  const from = placeForPrefixes(text);
  const before = from > 0 && text[from - 1] !== "\n" ? "\n" : "";
  const lines = missing.map((prefix) => `PREFIX ${prefix}: <${known[prefix]}>\n`);
  return { from, insert: before + lines.join("") };
}

/** Return where a new declaration goes: after the last one, else after the comments on top. */
function placeForPrefixes(text) {
  const declarations = [
    ...text.matchAll(/^[ \t]*(?:PREFIX\b[^\n]*|BASE\b[^\n]*)>[ \t]*(?:\n|$)/gim),
  ];
  const last = declarations.at(-1);
  if (last) return last.index + last[0].length;
  return text.match(/^(?:[ \t]*(?:#[^\n]*)?\n)*/)[0].length;
}

/** Return the variables of a query, each once, without their mark. */
export function variables(text) {
  return [...new Set([...bare(text).matchAll(/[?$]([\p{L}\p{N}_]+)/gu)].map((m) => m[1]))].sort();
}

/** Return whether a query may hold what SPARQL 1.1 has not; only the server can check it then. */
export function isNewer(text) {
  return NEWER.test(bare(text));
}

/** Return the IRIs of the graphs that FROM and FROM NAMED name, prefixed names expanded. */
export function namedGraphs(text, known = {}) {
  const prefixes = { ...known };
  for (const [, prefix, iri] of text.matchAll(/\bPREFIX\s+([\w.-]*):\s*<([^>]*)>/gi))
    prefixes[prefix] = iri;
  const code = text.replace(SKIPPED, (s) => (s.startsWith("<") ? s : s.replace(/[^\n]/g, " ")));
  const found = code.matchAll(/\bFROM\s+(?:NAMED\s+)?(?:<([^>]*)>|([\w.-]*):([\w.%-]*))/gi);
  return [...found].map(([, iri, prefix, local]) => iri ?? (prefixes[prefix] ?? "") + local);
}
