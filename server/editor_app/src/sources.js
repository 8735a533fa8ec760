// Say from which registries an answer is, and under which licence: it belongs beside the answer.
import { askRows } from "./ask.js";
import { make } from "./dom.js";
import { namedGraphs } from "./query_text.js";

const MOST_SUBJECTS = 200;
const SAFE = /^[^\u0000-\u0020<>"{}|^`\\]+$/;

/**
 * Return which graphs an answer is from: `{kind: "named"|"shown"|"all", graphs}`, each graph as
 * `{graph, licence, publisher, page}`, IRIs or null.
 * @param {string} text the query
 * @param {string[]} iris what the answer shows
 */
export async function findSources({ endpoint, text, iris, prefixes, signal }) {
  const named = namedGraphs(text, prefixes).filter((iri) => SAFE.test(iri));
  if (named.length) return { kind: "named", graphs: await describe(endpoint, named, signal) };
  const subjects = iris.filter((iri) => SAFE.test(iri)).slice(0, MOST_SUBJECTS);
  if (subjects.length) {
    const values = subjects.map((iri) => `<${iri}>`).join(" ");
    const query = `SELECT DISTINCT ?graph WHERE { VALUES ?s { ${values} } GRAPH ?graph { ?s ?p ?o } }`;
    const rows = await askRows(endpoint, query, signal);
    const graphs = rows.map((row) => row.graph.value);
    if (graphs.length) return { kind: "shown", graphs: await describe(endpoint, graphs, signal) };
  }
  return { kind: "all", graphs: await describe(endpoint, [], signal) };
}

/** Return the query for what is known of graphs, of all if none is named. */
export function provenanceQuery(graphs) {
  const values = graphs.length
    ? `VALUES ?graph { ${graphs.map((iri) => `<${iri}>`).join(" ")} }`
    : "";
  return `PREFIX dct: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
SELECT ?graph (SAMPLE(?l) AS ?licence) (SAMPLE(?p) AS ?publisher) (SAMPLE(?s) AS ?page) WHERE {
  ${values}
  ?graph a sd:NamedGraph .
  OPTIONAL { ?graph dct:license ?l }
  OPTIONAL { ?graph dct:publisher ?p }
  OPTIONAL { ?graph foaf:page|dct:source ?s FILTER (isIRI(?s)) }
}
GROUP BY ?graph
ORDER BY ?graph`;
}

async function describe(endpoint, graphs, signal) {
  const rows = await askRows(endpoint, provenanceQuery(graphs), signal);
  return rows
    .filter((row) => row.graph)
    .map(({ graph, licence, publisher, page }) => ({
      graph: graph.value,
      licence: licence?.value ?? null,
      publisher: publisher?.value ?? null,
      page: page?.type === "uri" ? page.value : null,
    }));
}

/** Return the sources as a part of the page. */
export function toSourcesView({ kind, graphs }, { words, toIriLink }) {
  const { say } = words;
  const items = graphs.map(({ graph, licence, publisher }) =>
    make(
      "li",
      {},
      toIriLink(graph),
      publisher ? make("span", {}, ` · ${say("by")} `, toIriLink(publisher)) : null,
      licence ? make("span", {}, ` · ${say("licence")} `, toIriLink(licence)) : null,
    ),
  );
  const lead = graphs.length ? say(`sources.${kind}`) : say("sources.none");
  return make(
    "details",
    { class: "answer-sources", open: graphs.length > 0 && graphs.length <= 6 },
    make(
      "summary",
      {},
      `${say("sources")} `,
      make("span", { class: "count" }, words.number(graphs.length)),
    ),
    make("p", {}, lead),
    make("ul", {}, ...items),
  );
}
