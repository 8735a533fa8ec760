// Name the IRIs of an answer in the reader's language, asked of our own endpoint in batches.
import { askRows } from "./ask.js";

const BATCH = 100;
const SAFE = /^[^\u0000-\u0020<>"{}|^`\\]+$/;

/** Where a name may stand, the best first. */
const LABELS = [
  "http://www.w3.org/2004/02/skos/core#prefLabel",
  "http://purl.org/dc/terms/title",
  "http://www.w3.org/2000/01/rdf-schema#label",
  "http://xmlns.com/foaf/0.1/name",
  "http://schema.org/name",
];

/** The names that were found, each asked for once. */
export class Names {
  constructor({ endpoint, language }) {
    this.endpoint = endpoint;
    this.languages = language === "nl" ? ["nl", "en", ""] : ["en", "nl", ""];
    this.found = new Map();
  }

  /** Return the name of an IRI, null if it has none or was not asked for. */
  of(iri) {
    return this.found.get(iri) ?? null;
  }

  /** Ask for the names of IRIs. What cannot be asked now has no name; the IRI is shown. */
  async lookUp(iris, signal) {
    const wanted = iris.filter((iri) => !this.found.has(iri) && SAFE.test(iri));
    for (let start = 0; start < wanted.length; start += BATCH) {
      const batch = wanted.slice(start, start + BATCH);
      const rows = await askRows(this.endpoint, nameQuery(batch), signal);
      for (const iri of batch) this.found.set(iri, null);
      for (const { iri, property, label } of rows)
        this.#offer(iri.value, label, LABELS.indexOf(property.value));
    }
  }

  #offer(iri, { value, "xml:lang": tag = "" }, rank) {
    const primary = tag.toLowerCase().split("-")[0];
    const language = this.languages.indexOf(primary);
    const score = (language < 0 ? this.languages.length : language) * LABELS.length + rank;
    const kept = this.found.get(iri);
    if (!kept || score < kept.score) this.found.set(iri, { text: value, language: tag, score });
  }
}

/** Return the query for the names of some IRIs; few statements are about one thing. */
export function nameQuery(iris) {
  const subjects = iris.map((iri) => `<${iri}>`).join(" ");
  const labels = LABELS.map((iri) => `<${iri}>`).join(", ");
  return `SELECT ?iri ?property ?label WHERE {
  VALUES ?iri { ${subjects} }
  ?iri ?property ?label .
  FILTER (?property IN (${labels}))
}`;
}
