// Put rows in the order of one column. Pure.

const NUMERIC =
  /#(?:integer|decimal|double|float|int|long|short|byte|(?:non)?(?:Positive|Negative)Integer|unsigned\w+|nonNegativeInteger|nonPositiveInteger|positiveInteger|negativeInteger)$/;

/** Return whether a term is a number. */
export function isNumber(term) {
  return term?.type === "literal" && NUMERIC.test(term.datatype ?? "");
}

/**
 * Return the rows in order: nothing first, then numbers, then texts as the language sorts them.
 * @param {Object[][]} rows
 * @param {number} column
 * @param {"ascending"|"descending"} direction
 * @param {(term: Object) => string} toText what is shown of a term
 * @param {string} language
 */
export function sortRows(rows, column, direction, toText, language) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const keyed = rows.map((row, position) => ({ row, position, key: toKey(row[column], toText) }));
  const sign = direction === "descending" ? -1 : 1;
  keyed.sort(
    (a, b) =>
      sign *
        (a.key.rank - b.key.rank ||
          a.key.number - b.key.number ||
          compare(a.key.text, b.key.text)) || a.position - b.position,
  );
  return keyed.map(({ row }) => row);
}

function toKey(term, toText) {
  if (term === null) return { rank: 0, number: 0, text: "" };
  if (isNumber(term) && !Number.isNaN(Number(term.value)))
    return { rank: 1, number: Number(term.value), text: "" };
  return { rank: 2, number: 0, text: toText(term) };
}
