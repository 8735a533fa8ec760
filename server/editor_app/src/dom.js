// Make elements. Text goes in as text: nothing of the data is ever read as HTML.

/**
 * Return an element.
 * @param {string} name
 * @param {Object} attributes `onclick` and the like take a function; null and false leave one out.
 * @param {...(Node|string|null)} children
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Return whether a link to an address may stand in the page. */
export function isWebAddress(address) {
  return /^https?:\/\/[^\s/]/i.test(address);
}
