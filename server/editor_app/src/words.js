// Say things in the reader's language: the texts come from the page, numbers are written as the
// language does.

/** Return the words for a reader. */
export function toWords({ texts, language }) {
  const numbers = new Intl.NumberFormat(language === "nl" ? "nl-BE" : "en-GB");
  const decimals = new Intl.NumberFormat(language === "nl" ? "nl-BE" : "en-GB", {
    maximumSignificantDigits: 3,
  });

  function say(key, values = {}) {
    return texts[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  }

  return {
    language,
    say,
    number: (value) => numbers.format(value),
    count: (key, value) =>
      value === 1 ? say(`${key}.one`) : say(key, { count: numbers.format(value) }),
    time: (milliseconds) =>
      milliseconds < 1000
        ? `${numbers.format(Math.round(milliseconds))} ms`
        : `${decimals.format(milliseconds / 1000)} s`,
    size: (bytes) => {
      if (bytes < 1000) return `${numbers.format(bytes)} B`;
      if (bytes < 1e6) return `${decimals.format(bytes / 1e3)} kB`;
      return `${decimals.format(bytes / 1e6)} MB`;
    },
  };
}
