import assert from "node:assert/strict";
import test from "node:test";
import { irisIn, parseTriples, termText, toAnswer } from "../../../server/editor_app/src/answer.js";
import { sortRows } from "../../../server/editor_app/src/sorting.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";

test("N-Triples are read with their escapes, languages, datatypes and triple terms", () => {
  const text = [
    '<http://a/\\u00E9> <http://p> "a \\"b\\"\\n\\U0001F600 \\\\n"@nl-BE .',
    `_:b1 <http://p> "1"^^<${XSD}integer> .`,
    '<http://s> <http://p> <<( <http://a> <http://b> "c>>" )>> .',
    "",
  ].join("\n");

  assert.deepEqual(parseTriples(text), [
    [
      { type: "uri", value: "http://a/é" },
      { type: "uri", value: "http://p" },
      { type: "literal", value: 'a "b"\n😀 \\n', "xml:lang": "nl-BE" },
    ],
    [
      { type: "bnode", value: "b1" },
      { type: "uri", value: "http://p" },
      { type: "literal", value: "1", datatype: `${XSD}integer` },
    ],
    [
      { type: "uri", value: "http://s" },
      { type: "uri", value: "http://p" },
      { type: "triple", value: '<<( <http://a> <http://b> "c>>" )>>' },
    ],
  ]);
});

test("an answer is a truth, rows or triples", () => {
  const rows = {
    head: { vars: ["a", "b"] },
    results: { bindings: [{ b: { type: "uri", value: "http://x" } }] },
  };

  assert.deepEqual(toAnswer("application/sparql-results+json", '{"head":{},"boolean":false}'), {
    kind: "boolean",
    value: false,
  });
  assert.deepEqual(toAnswer("application/sparql-results+json", JSON.stringify(rows)), {
    kind: "rows",
    columns: ["a", "b"],
    rows: [[null, { type: "uri", value: "http://x" }]],
  });
  assert.equal(toAnswer("application/n-triples", "<a:b> <a:c> <a:d> .\n").rows.length, 1);
});

test("IRIs are found once each", () => {
  const one = { type: "uri", value: "http://x" };

  assert.deepEqual(
    irisIn([
      [one, null],
      [one, { type: "literal", value: "http://y" }],
    ]),
    ["http://x"],
  );
});

test("rows sort by nothing, number and text, and stay in order where equal", () => {
  const number = (value) => ({ type: "literal", value, datatype: `${XSD}integer` });
  const text = (value) => ({ type: "literal", value });
  const rows = [[text("b")], [number("10")], [null], [number("9")], [text("Á")]];
  const sorted = (direction) =>
    sortRows(rows, 0, direction, termText, "nl").map(([term]) => term?.value ?? null);

  assert.deepEqual(sorted("ascending"), [null, "9", "10", "Á", "b"]);
  assert.deepEqual(sorted("descending"), ["b", "Á", "10", "9", null]);
});
