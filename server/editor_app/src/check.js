// Check the syntax of a query while it is written. What SPARQL.js finds is a hint: a mark never
// keeps anyone from asking, and what the server says counts.
import { Parser } from "sparqljs";
import { isNewer, undeclaredPrefixes } from "./query_text.js";

const NAMES = { VAR: "variable", IRIREF: "iri", EOF: "finish" };
const NUMBERS = /^(?:INTEGER|DECIMAL|DOUBLE)(?:_POSITIVE|_NEGATIVE)?$/;
const MOST_EXPECTED = 6;

/**
 * Return what is wrong with a query.
 * @returns {{from: number, to: number, severity: string, message: string, prefix?: string}[]}
 */
export function check(text, words) {
  if (text.trim() === "") return [];
  const unknown = undeclaredPrefixes(text).map((found) => ({
    ...found,
    severity: "error",
    message: words.say("check.prefix", found),
  }));
  const wrong = isNewer(text) ? null : syntaxError(text, unknown);
  return wrong ? [...unknown, toMark(text, wrong, words)] : unknown;
}

function syntaxError(text, unknown) {
  const prefixes = Object.fromEntries(unknown.map(({ prefix }) => [prefix, "urn:unknown:"]));
  try {
    new Parser({ prefixes, baseIRI: "urn:base:", skipValidation: true }).parse(text);
  } catch (error) {
    return error;
  }
  return null;
}

function toMark(text, error, words) {
  if (!error.hash) return { ...place(text, null), severity: "error", message: error.message };
  const { token, expected = [] } = error.hash;
  const names = expectedNames(expected, words);
  const at = token === "EOF" ? null : error.hash;
  const key = token === "EOF" ? "check.end" : names ? "check.expected" : "check.unexpected";
  const { from, to } = place(text, at);
  return {
    from,
    to,
    severity: "error",
    message: words.say(key, { found: `“${text.slice(from, to)}”`, expected: names }),
  };
}

/** Return from where to where the mark goes; without a place, at the last word. */
function place(text, at) {
  if (at) {
    const lines = text.split("\n");
    const start = lines.slice(0, at.line).reduce((sum, line) => sum + line.length + 1, 0);
    const from = start + at.loc.last_column;
    for (const offset of [from, start + at.loc.first_column, start]) {
      const found = text.indexOf(at.text, offset);
      if (found >= 0 && found - start < 2000)
        return { from: found, to: endOfWord(text, found + at.text.length) };
    }
  }
  const to = text.trimEnd().length;
  return { from: Math.max(0, to - 1), to };
}

/** The lexer stops at the first letter of a word that it does not know. */
function endOfWord(text, at) {
  const startsWithLetter = /\p{L}/u.test(text[at - 1]);
  return startsWithLetter ? at + text.slice(at).match(/^[\p{L}\p{N}_]*/u)[0].length : at;
}

function expectedNames(expected, words) {
  const names = new Set(expected.map((token) => toName(token.replace(/^'|'$/g, ""), words)));
  names.delete(null);
  const most = [...names].slice(0, MOST_EXPECTED);
  if (names.size > most.length) most.push(words.say("check.more"));
  return most.join(", ");
}

function toName(token, words) {
  if (NAMES[token]) return words.say(`check.${NAMES[token]}`);
  if (NUMBERS.test(token)) return words.say("check.number");
  if (token.startsWith("STRING_LITERAL")) return words.say("check.text");
  if (token.startsWith("PNAME")) return words.say("check.iri");
  return /^[A-Z]+_[A-Z_]+$|^(?:ANON|NIL|BLANK_NODE_LABEL|LANGTAG)$/.test(token) ? null : token;
}
