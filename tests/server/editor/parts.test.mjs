import assert from "node:assert/strict";
import test from "node:test";
import { rankTerms } from "../../../server/editor_app/src/completion.js";
import { byTopic } from "../../../server/editor_app/src/examples.js";
import { toCurie, toLink } from "../../../server/editor_app/src/links.js";
import { fileName } from "../../../server/editor_app/src/raw.js";
import { Tabs } from "../../../server/editor_app/src/tabs.js";
import { toWords } from "../../../server/editor_app/src/words.js";

const BASE = "https://begrip.example/x";

class Shelf {
  values = new Map();
  getItem = (key) => this.values.get(key) ?? null;
  setItem = (key, value) => this.values.set(key, value);
}

function open(storage) {
  return new Tabs(storage, "queries", (number) => `Query ${number}`);
}

test("queries are kept and come back in another page", () => {
  const shelf = new Shelf();
  const tabs = open(shelf);
  tabs.open("ASK {}");
  tabs.open("SELECT * {}", "All");
  tabs.write("SELECT ?s {}");

  assert.deepEqual(
    open(shelf).list.map(({ name, text }) => [name, text]),
    [
      ["Query 1", "ASK {}"],
      ["All", "SELECT ?s {}"],
    ],
  );
  assert.equal(open(shelf).current.name, "All");
});

test("the same text is not opened twice", () => {
  const tabs = open(new Shelf());
  const first = tabs.open("ASK {}");

  assert.equal(tabs.open(" ASK {} "), first);
});

test("a closed query can be put back and does not come back by itself", () => {
  const shelf = new Shelf();
  const tabs = open(shelf);
  tabs.open("ASK {}");
  tabs.open("SELECT * {}");
  const other = open(shelf);
  const closed = tabs.close();
  other.save();
  tabs.merge();

  assert.deepEqual(
    tabs.list.map(({ text }) => text),
    ["ASK {}"],
  );
  tabs.restore(closed);
  assert.equal(tabs.current.text, "SELECT * {}");
});

test("what another window added is taken over", () => {
  const shelf = new Shelf();
  const [one, other] = [open(shelf), open(shelf)];
  one.open("ASK {}");
  other.merge();

  assert.equal(other.list.length, 1);
});

test("a broken or refused storage loses nothing of the page", () => {
  const refuses = {
    getItem: () => "{not json",
    setItem: () => {
      throw new Error("full");
    },
  };
  const tabs = open(refuses);
  tabs.open("ASK {}");

  assert.equal(tabs.current.text, "ASK {}");
});

test("our IRIs lead to our paths and others to their page here or outside", () => {
  const around = { base: BASE, site: "/x", described: false };

  assert.deepEqual(toLink(`${BASE}/id/rol/cdo`, around), {
    href: "/x/id/rol/cdo",
    external: false,
  });
  assert.deepEqual(toLink("https://e.org/a?b#c", { ...around, described: true }), {
    href: "/x/doc?iri=https%3A%2F%2Fe.org%2Fa%3Fb%23c",
    external: false,
  });
  assert.deepEqual(toLink("https://e.org/a", around), { href: "https://e.org/a", external: true });
  assert.equal(toLink("javascript:alert(1)", around), null);
});

test("the longest namespace makes the CURIE", () => {
  const prefixes = { a: "http://a/", ab: "http://a/b#" };

  assert.equal(toCurie("http://a/b#C", prefixes), "ab:C");
  assert.equal(toCurie("http://a/b/c", prefixes), null);
});

test("terms are found by CURIE, by last part and by name, the used first", () => {
  const terms = [
    { iri: "http://o#Role", curie: "org:Role", labels: { nl: "Rol" } },
    { iri: "http://o#Organization", curie: "org:Organization", labels: { nl: "Organisatie" } },
    { iri: "http://s#Concept", curie: "skos:Concept", labels: { nl: "Begrip", en: "Concept" } },
  ];
  const found = (typed) => rankTerms(terms, typed).map(({ curie }) => curie);

  assert.deepEqual(found("org:"), ["org:Role", "org:Organization"]);
  assert.deepEqual(found("begr"), ["skos:Concept"]);
  assert.deepEqual(found("conc"), ["skos:Concept"]);
  assert.deepEqual(found(""), ["org:Role", "org:Organization", "skos:Concept"]);
});

test("examples stand by topic, those without last", () => {
  const listing = {
    topics: [
      { name: "b", title: { nl: "Bee", en: "Bee in English" } },
      { name: "c", title: { nl: "Cee" } },
    ],
    queries: [{ name: "1", tags: ["a"] }, { name: "2", tags: ["b"] }, { name: "3" }],
  };

  assert.deepEqual(
    byTopic(listing, "en", "Other").map(({ title, queries }) => [
      title,
      queries.map(({ name }) => name),
    ]),
    [
      ["Bee in English", ["2"]],
      ["Other", ["1", "3"]],
    ],
  );
});

test("a file has a name that every system takes", () => {
  assert.equal(fileName("Één vraag: 1/2?"), "een-vraag-1-2");
  assert.equal(fileName("…"), "begrip");
});

test("words are filled in and numbers written as the language does", () => {
  const words = toWords({ language: "nl", texts: { rows: "{count} rijen", "rows.one": "1 rij" } });

  assert.equal(words.count("rows", 1234), "1.234 rijen");
  assert.equal(words.count("rows", 1), "1 rij");
  assert.equal(words.time(1234), "1,23 s");
});
