import assert from "node:assert/strict";
import test from "node:test";
import {
  bare,
  isNewer,
  missingPrefixes,
  namedGraphs,
  undeclaredPrefixes,
  variables,
} from "../../../server/editor_app/src/query_text.js";

const KNOWN = { skos: "http://www.w3.org/2004/02/skos/core#", org: "http://www.w3.org/ns/org#" };

function undeclared(text) {
  return undeclaredPrefixes(text).map(({ prefix }) => prefix);
}

test("what is no code is blanked and everything keeps its place", () => {
  const text = 'SELECT ?s # skos:a\n{ ?s <http://a/#b> "org:x \\" y" }';

  assert.equal(bare(text).length, text.length);
  assert.equal(bare(text).split("\n").length, 2);
  assert.doesNotMatch(bare(text), /skos|http|org/);
});

test("a prefix is used where a prefixed name stands and nowhere else", () => {
  const cases = {
    "SELECT * { ?s a skos:Concept }": ["skos"],
    "SELECT * { ?s skos:broader/skos:prefLabel ?o }": ["skos", "skos"],
    "PREFIX skos: <http://s#> SELECT * { ?s a skos:Concept }": [],
    "prefix org:<http://o#>\nSELECT * { ?s a org:Role ; ^org:role ?x }": [],
    'SELECT * { ?s ?p "skos:Concept", <skos:Concept>, _:skos } # org:Role': [],
    "SELECT * { ?s :p 'a'@nl ; ?q 5 }": [""],
    "SELECT ('''a\n\"skos:x''' AS ?x) {}": [],
    "SELECT * { ?s a ex-1.b:Thing }": ["ex-1.b"],
  };
  for (const [text, expected] of Object.entries(cases))
    assert.deepEqual(undeclared(text), expected, text);
});

test("known prefixes are declared after those there are", () => {
  const text = "# mine\nPREFIX a: <http://a#>\nSELECT * { ?s a skos:Concept, org:Role, x:Y }";
  const { from, insert } = missingPrefixes(text, KNOWN);
  const made = text.slice(0, from) + insert + text.slice(from);

  assert.equal(
    made,
    "# mine\nPREFIX a: <http://a#>\nPREFIX org: <http://www.w3.org/ns/org#>\n" +
      "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT * { ?s a skos:Concept, org:Role, x:Y }",
  );
  assert.equal(missingPrefixes(made, KNOWN), null);
});

test("without declarations they go below the comments on top", () => {
  const text = "#+ title: x\n\nSELECT * { ?s a skos:Concept }";

  assert.equal(missingPrefixes(text, KNOWN).from, text.indexOf("SELECT"));
  assert.equal(missingPrefixes("ASK { ?s a skos:Concept }", KNOWN).from, 0);
});

test("prefixes on one line with the query stay before what uses them", () => {
  const text = "PREFIX a: <http://a#> SELECT * { ?s a skos:Concept }";
  const { from, insert } = missingPrefixes(text, KNOWN);

  assert.equal(from, 0);
  assert.match(insert + text, /^PREFIX skos: <[^>]+>\nPREFIX a:/);
});

test("the names of objects are no prefixes that are known", () => {
  assert.equal(missingPrefixes("SELECT * { ?s a constructor:x }", KNOWN), null);
});

test("variables and graphs are read from the code", () => {
  const text =
    'PREFIX g: <http://g/> SELECT ?b $a "?c" FROM g:one FROM NAMED <http://two> { ?a ?p ?b } # ASK';

  assert.deepEqual(variables(text), ["a", "b", "p"]);
  assert.deepEqual(namedGraphs(text), ["http://g/one", "http://two"]);
  assert.deepEqual(namedGraphs('SELECT * { ?s ?p "FROM <http://x>" }'), []);
});

test("what only SPARQL 1.2 has is recognised", () => {
  assert.ok(isNewer("SELECT * { <<( ?s ?p ?o )>> ?a ?b }"));
  assert.ok(isNewer("VERSION '1.2' SELECT * {}"));
  assert.ok(!isNewer('SELECT * { ?s ?p "<<" , <http://a/{|> }'.replace("{|", "")));
});
