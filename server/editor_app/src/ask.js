// Ask the endpoint, and read what it answers or what it says is wrong.

/** Bytes of an answer that the page reads; a larger one can be downloaded. */
export const LARGEST = 64e6;

const LONGEST_GET = 2000;

/** What the server, or the way to it, says is wrong. */
export class Problem extends Error {
  /** @param {{slug: string, detail?: string, line?: number, column?: number, status?: number, retryAfter?: string}} found */
  constructor(found) {
    super(found.detail ?? found.slug);
    Object.assign(this, found);
  }
}

/**
 * Return the answer to a query as the server sends it.
 * @throws {Problem} The server refused or failed; `offline` and `broken` are our own slugs.
 * @throws {DOMException} The signal aborted it.
 */
export async function request(endpoint, query, accept, signal) {
  const short = encodeURIComponent(query).length <= LONGEST_GET;
  const address = short ? `${endpoint}?query=${encodeURIComponent(query)}` : endpoint;
  const headers = { Accept: accept, "Accept-Language": document.documentElement.lang };
  const options = short
    ? { headers }
    : {
        method: "POST",
        headers: { ...headers, "Content-Type": "application/sparql-query" },
        body: query,
      };
  let response;
  try {
    response = await fetch(address, { ...options, signal });
  } catch (error) {
    throw signal?.aborted ? error : new Problem({ slug: "offline" });
  }
  if (!response.ok) throw await toProblem(response);
  return response;
}

async function toProblem(response) {
  const found = await response.json().catch(() => ({}));
  return new Problem({
    slug:
      String(found.type ?? "")
        .split("/")
        .at(-1) || "server-fault",
    detail: found.detail,
    line: found.line,
    column: found.column,
    status: response.status,
    retryAfter: response.headers.get("Retry-After"),
  });
}

/**
 * Return an answer read to its end: `{type, text, size, took}`; `text` is null if it is larger
 * than `LARGEST`, and then it is not read on.
 */
export async function ask(endpoint, query, accept, signal) {
  const began = performance.now();
  const response = await request(endpoint, query, accept, signal);
  const type = (response.headers.get("Content-Type") ?? "").split(";")[0].trim();
  const { text, size } = await read(response, signal);
  return { type, text, size, took: performance.now() - began };
}

async function read(response, signal) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const pieces = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: pieces.join("") + decoder.decode(), size };
      size += value.byteLength;
      if (size > LARGEST) {
        await reader.cancel();
        return { text: null, size };
      }
      pieces.push(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    throw signal?.aborted ? error : new Problem({ slug: "broken" });
  }
}

/** Return the rows of a SELECT that the editor itself asks, each `{variable: term}`. */
export async function askRows(endpoint, query, signal) {
  const response = await request(endpoint, query, "application/sparql-results+json", signal);
  return (await response.json()).results.bindings;
}
