"""Settings of the site for Sphinx; the language and the languages' own words come from ``build.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from chinese_search import ChineseSearch  # noqa: E402 - found beside this file

import kg  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "条块 tiaokuai"
copyright = "the authors, MIT licence"
release = version = kg.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
root_doc = "index"
myst_heading_anchors = 3
autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_use_ivar = True
# ``object`` in a signature is Python's own, though attributes bear that name too.
suppress_warnings = ["ref.python"]

# Both languages speak of Chinese names.
html_search_language = "zh"
html_theme = "furo"
html_title = "条块 tiaokuai"
html_static_path = [str(HERE / "static")]
html_css_files = ["site.css"]
templates_path = [str(HERE / "templates")]
html_copy_source = False
html_show_sphinx = False
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "language.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}


def setup(app: Sphinx) -> None:
    """Let the index find Chinese."""
    app.add_search_language(ChineseSearch)
