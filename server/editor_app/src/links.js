// Lead from an IRI to the page about it, and write IRIs short. Pure.
import { isWebAddress } from "./dom.js";

/** Return the CURIE of an IRI, null if no prefix fits. */
export function toCurie(iri, prefixes) {
  let best = null;
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (!iri.startsWith(namespace) || (best && best.namespace.length >= namespace.length)) continue;
    const local = iri.slice(namespace.length);
    if (/^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u.test(local))
      best = { namespace, curie: `${prefix}:${local}` };
  }
  return best?.curie ?? null;
}

/**
 * Return where a link to an IRI leads: our page about it where there is one.
 * @param {boolean} described whether the graph is known to say something of it
 * @returns {{href: string, external: boolean} | null}
 */
export function toLink(iri, { base, site, described }) {
  if (iri.startsWith(`${base}/`)) return { href: site + iri.slice(base.length), external: false };
  if (described) return { href: `${site}/doc?iri=${encodeURIComponent(iri)}`, external: false };
  return isWebAddress(iri) ? { href: iri, external: true } : null;
}
