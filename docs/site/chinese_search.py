"""Search in Chinese: every pair of neighbouring characters is a word of the index, and of the question.

A segmenter cuts the question otherwise than the page as soon as a name is not in its dictionary; pairs find every name.
"""

from __future__ import annotations

import re

from sphinx.search.zh import SearchChinese

HAN = r"\u3400-\u9fff"
RUN = re.compile(f"[{HAN}]+|[^\\W{HAN}]+")
SPLITTER = """
function splitQuery(query) {
  const words = [];
  for (const run of query.match(/[\\u3400-\\u9fff]+|[A-Za-z0-9_\\u00c0-\\u024f]+/g) || []) {
    if (run.length < 3 || !/[\\u3400-\\u9fff]/.test(run)) words.push(run);
    else for (let at = 0; at + 1 < run.length; at++) words.push(run.slice(at, at + 2));
  }
  return words;
}
"""


class ChineseSearch(SearchChinese):
    """Pairs of characters for Chinese, stems for English; takes the place of Sphinx's own for ``zh``."""

    language_name = "English"  # whose stemmer the page is given
    js_splitter_code = SPLITTER

    def split(self, input: str) -> list[str]:
        """Return the words of a text: single characters too, so that one alone is found."""
        words: list[str] = []
        for run in RUN.findall(input):
            if "\u3400" <= run[0] <= "\u9fff":
                words += [*run, *(run[at : at + 2] for at in range(len(run) - 1))]
            else:
                words.append(run)
                self.latin_terms.add(run)
        return words

    def word_filter(self, stemmed_word: str) -> bool:
        """Keep single characters where they are Chinese."""
        return len(stemmed_word) > 1 or "\u3400" <= stemmed_word <= "\u9fff"
