import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { check } from "../../../server/editor_app/src/check.js";

const words = { say: (key, values = {}) => [key, ...Object.values(values)].join(" ") };
const QUERIES = new URL("../../../queries/", import.meta.url);

function marked(text) {
  return check(text, words).map(({ from, to }) => text.slice(from, to));
}

test("no query of ours is marked", () => {
  const names = readdirSync(QUERIES).filter((name) => name.endsWith(".rq"));

  assert.ok(names.length > 10);
  for (const name of names) {
    const text = readFileSync(new URL(name, QUERIES), "utf8");
    assert.deepEqual(check(text, words), [], name);
  }
});

test("the mark stands where the query goes wrong", () => {
  assert.deepEqual(marked("SELECT * WHERE {\n  ?s ?p ?o ?x\n}"), ["?x"]);
  assert.deepEqual(marked("SELECT * WHERE {\n  ?s ?p ?o .\n  FILTER(?o = )\n}"), [")"]);
  assert.deepEqual(marked("SELEC * { ?s ?p ?o }"), ["SELEC"]);
});

test("an unfinished query is marked at its end and says what is expected", () => {
  const [found] = check("SELECT * { ?s ?p ?o ", words);

  assert.match(found.message, /^check\.end/);
  assert.match(found.message, /\}/);
  assert.equal(found.to, "SELECT * { ?s ?p ?o".length);
});

test("a prefix that is not declared is marked with its name", () => {
  const [found] = check("SELECT * { ?s a skos:Concept }", words);

  assert.equal(found.prefix, "skos");
  assert.equal(found.from, 16);
});

test("syntax that only the server knows is left to it", () => {
  assert.deepEqual(check("SELECT * { <<( ?s ?p ?o )>> ?a ?b }", words), []);
});

test("nothing is marked in an empty box", () => {
  assert.deepEqual(check(" \n", words), []);
});
