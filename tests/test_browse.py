"""The kit for Neo4j Browser: all is styled, what it offers can be run, both forms of the guide agree, the server gives nothing else."""

import http.client
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg import assets
from kg.browse import File, KitServer, make_kit, write_kit
from kg.browse.allowed import advice
from kg.browse.grass import darker, letters
from kg.browse.guide import load_guide
from kg.browse.params import literal, param_lines
from kg.browse.saved import body, is_runnable, saved_queries
from kg.cli import main
from kg.errors import QueryError, SchemaError
from kg.lint import lint
from kg.query import Param, Query, load_queries
from kg.schema import load_schema, load_style

BASE = "http://localhost:1"
PARAM = re.compile(r":param (\w+) => ('(?:[^'\\]|\\.)*'|-?\d+|true|false);")


def same(types: str, text: str) -> str:
    return f"{types.split('|')[0]}/{text}"


@pytest.fixture(scope="module")
def queries() -> dict[str, Query]:
    return load_queries()


@pytest.fixture(scope="module")
def kit(queries) -> dict[str, File]:
    return make_kit(queries, load_schema(), same, BASE)


def text(kit: dict[str, File], name: str) -> str:
    return kit[name].content.decode()


# The style


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_and_type_is_styled(kit, language):
    sheet = text(kit, "style.grass" if language == "zh" else "style.en.grass")
    rules = dict(re.findall(r"^([\w.]+) \{\n(.*?)^\}", sheet, re.MULTILINE | re.DOTALL))
    schema = load_schema()
    due = {f"node.{name}" for name in schema.types} | {f"relationship.{name}" for name in schema.relations}
    assert rules.keys() == due | {"node", "relationship"}
    for selector, rule in rules.items():
        wanted = ("color", "diameter" if selector.startswith("node") else "shaft-width")
        assert all(re.search(rf"^  {name}: \S+;$", rule, re.MULTILINE) for name in wanted), selector
        assert selector == "node" or re.search(r'^  caption: ".+";$', rule, re.MULTILINE), selector


def test_lines_bear_chinese_names_or_what_the_text_says(kit):
    sheet = text(kit, "style.grass")
    assert (
        'relationship.MEMBER_OF {\n  color: #c9625c;\n  text-color-internal: #ffffff;\n  caption: "成员单位";'
        in sheet
    )
    assert 'caption: "{title}"' in sheet
    assert 'caption: "成员单位"' not in text(kit, "style.en.grass")


def test_the_page_of_view_has_the_same_colours():
    from kg.model import Graph
    from kg.view.data import page_data

    schema = load_schema()
    style = load_style(schema)
    colours = page_data(Graph({}, {}), schema, style, 1)["colours"]
    assert colours == {name: look.colour for name, look in style.labels.items()}
    assert len(set(colours.values())) == len(colours)


@given(st.integers(0, 0xFFFFFF))
def test_letters_can_be_read_and_edges_are_darker(number):
    colour = f"#{number:06x}"
    assert re.fullmatch("#[0-9a-f]{6}", darker(colour))
    assert all(int(darker(colour)[at : at + 2], 16) <= int(colour[at : at + 2], 16) for at in (1, 3, 5))
    assert letters("#ffffff") != letters("#000000")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  Place: {", "  Plaze: {", "Place has no style"),
        ("  Place: {", "  Plaze: {", "the schema has no Plaze"),
        ('colour: "#2f6db5"', "colour: blue", "colour of Agency cannot be 'blue'"),
        (
            "caption: title, size: 45",
            "caption: rank, size: 45",
            "Source has no property rank to be captioned with",
        ),
        ("PART_OF: {width: 1}", "PART_OF: {}", "PART_OF has no width"),
        ("PART_OF: {width: 1}", "PART_OF: {width: 1, size: 3}", "PART_OF has an unknown field size"),
    ],
)
def test_a_wrong_style_is_named_with_its_line(tmp_path, old, new, message):
    told = (assets.folder("schema") / "style.yml").read_text(encoding="utf-8")
    assert old in told
    (tmp_path / "schema").mkdir()
    (tmp_path / "schema" / "style.yml").write_text(told.replace(old, new), encoding="utf-8")
    with pytest.raises(SchemaError, match=rf"schema/style\.yml:\d+: {re.escape(message)}"):
        load_style(load_schema(), tmp_path)


# The guide


class Slides(HTMLParser):
    """Titles, paragraphs and runnable texts of a guide in HTML; every other element is noted."""

    def __init__(self) -> None:
        super().__init__()
        self.slides: list[dict[str, list[str]]] = []
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(name for name, _ in attrs)}
        self.open.append(tag)
        if tag == "slide":
            self.slides.append({"h3": [], "p": [], "pre": [], "figcaption": []})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.slides and self.open[-1] in self.slides[-1]:
            self.slides[-1][self.open[-1]].append(data)


def slides_of_html(page: str) -> tuple[list, set[str]]:
    parser = Slides()
    parser.feed(page)
    assert not parser.open
    return [
        (s["h3"][0], s["p"][1:], list(zip(s["figcaption"], s["pre"], strict=True))) for s in parser.slides
    ], parser.seen


def slides_of_asciidoc(page: str) -> list:
    slides = []
    for part in re.split(r"^== ", page, flags=re.MULTILINE)[1:]:
        title, _, rest = part.partition("\n")
        listing = re.compile(r"^\.([^\n]+)\n\[source,cypher\]\n----\n(.*?)\n----$", re.MULTILINE | re.DOTALL)
        plain = [plain_text(line) for line in listing.sub("", rest).splitlines() if line]
        slides.append((title, plain, [(plain_text(name), code) for name, code in listing.findall(rest)]))
    return slides


def plain_text(line: str) -> str:
    found = re.fullmatch(r"pass:c\[(.*)\]", line)
    return found[1].replace("\\]", "]") if found else line


@pytest.mark.parametrize("middle", ["", ".en"])
def test_html_and_asciidoc_have_the_same_slides(kit, middle):
    slides, _ = slides_of_html(text(kit, f"guide{middle}.html"))
    assert len(slides) >= 8
    assert all(title and paragraphs and steps for title, paragraphs, steps in slides)
    assert slides == slides_of_asciidoc(text(kit, f"guide{middle}.adoc"))


def test_both_languages_offer_the_same_to_run(kit):
    chinese, english = (slides_of_html(text(kit, name))[0] for name in ("guide.html", "guide.en.html"))
    runs = [[code.replace(".en.", ".") for _, code in steps] for _, _, steps in english]
    assert [[code for _, code in steps] for _, _, steps in chinese] == runs
    assert not re.search("[\u4e00-\u9fff]", "".join(t + "".join(p) + s[0][0] for t, p, s in english))


@pytest.mark.parametrize("name", ["guide.html", "guide.en.html"])
def test_the_html_needs_nothing_and_runs_nothing(kit, name):
    _, seen = slides_of_html(text(kit, name))
    assert seen == {"article", "carousel", "slide", "div", "h3", "p", "figure", "pre", "figcaption", "class"}


def test_every_query_of_the_guide_is_in_the_catalogue_or_passes_the_lint(kit, queries):
    slides, _ = slides_of_html(text(kit, "guide.html"))
    codes = [code for _, _, steps in slides for _, code in steps if not code.startswith(":")]
    canned = {body(query) for query in queries.values()}
    assert sum(code in canned for code in codes) >= 10
    own = [code for code in codes if code not in canned]
    assert len(own) >= 8
    # Browser draws paths: that their shape differs between engines (R10) is no matter here.
    assert [finding for code in own for finding in lint(code) if finding.rule != "R10"] == []


def test_every_parameter_is_set_before_it_is_used(kit):
    slides, _ = slides_of_html(text(kit, "guide.html"))
    for title, _, steps in slides:
        given = {name for name, _ in PARAM.findall(steps[0][1])}
        used = {name for _, code in steps for name in re.findall(r"\$(\w+)", code)}
        assert used == given, title


def test_without_a_server_the_guide_names_no_address(queries):
    kit = make_kit(queries, load_schema(), same)
    assert not [name for name, file in kit.items() if b"http://" in file.content or b"{base}" in file.content]


def guide_with(folder: Path, change) -> Path:
    told = yaml.safe_load((assets.folder("cypher") / "browser" / "guide.yml").read_text(encoding="utf-8"))
    change(told["slides"])
    (folder / "cypher" / "browser").mkdir(parents=True)
    (folder / "cypher" / "browser" / "guide.yml").write_text(yaml.safe_dump(told), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda s: s["leads"]["steps"].append({"query": "lead_agenices"}), "did you mean lead_agencies"),
        (lambda s: s["body"].pop("title"), "something is missing or out of place: 'title'"),
        (lambda s: s["own"].pop("params"), "nothing gives a value to \\$name"),
        (
            lambda s: s["own"]["steps"].append({"title": {"zh": "x", "en": "x"}}),
            "a step is one of query, cypher, command",
        ),
    ],
)
def test_a_wrong_guide_says_what_is_wrong(tmp_path, queries, change, message):
    with pytest.raises(QueryError, match=rf"cypher/browser/guide\.yml: .*{message}"):
        load_guide(queries, same, guide_with(tmp_path, change))


# Parameters and saved queries


@given(st.text())
def test_a_value_is_one_literal_whatever_it_says(value):
    written = literal(value)
    assert PARAM.fullmatch(f":param x => {written};")
    assert "\n" not in written


@given(st.text())
def test_a_quoted_value_reads_back(value):
    written = literal(value)
    read = (
        written
        if re.fullmatch(r"-?\d{1,18}", written)
        else re.sub(r"\\(.)", lambda m: {"n": "\n", "r": "\r"}.get(m[1], m[1]), written[1:-1])
    )
    assert read == value


def test_examples_become_ids_and_numbers_stay_numbers(queries):
    query = queries["dual_hatted_officials"]
    assert ":param limit => 20;" in param_lines([query.text], [query], {}, same)
    query = queries["members_of_mechanism"]
    lines = param_lines([query.text], [query], {}, lambda types, name: f"<{types}:{name}>")
    assert ":param mechanism => '<Mechanism:农村留守儿童关爱保护工作部际联席会议>';" in lines


def test_a_query_that_needs_a_value_gives_it_before_one_that_does_not(queries):
    needing = queries["official_meetings"]
    free = replace(needing, params=(Param("official", "Official", "any", "官员", "official"),), example={})
    assert param_lines(["$official"], [free], {}, same) == ":param official => '';"
    both = {param_lines(["$official"], pair, {}, same) for pair in ([free, needing], [needing, free])}
    assert both == {":param official => 'Official/高晓兵';"}


def test_a_date_that_one_query_needs_is_not_set_for_those_that_do_without(queries):
    free = queries["official_posts"]
    day = next(param for param in free.params if param.name == "on")
    needing = replace(free, params=(replace(day, default=None),), example={"on": "2018"})
    assert param_lines(["$on"], [needing], {}, same) == ":param on => '2018';"
    for pair in ([needing, free], [free, needing]):
        assert param_lines(["$on"], pair, {}, same) == ":param on => '';"


def test_every_query_is_saved_with_its_title_and_its_parameters(queries):
    saved = saved_queries(queries, same, "全部参数")
    runnable = {f"{name}.cypher" for name, query in queries.items() if is_runnable(query)}
    assert saved.keys() - runnable == {"0_parameters.cypher"}
    assert runnable
    everything = saved.pop("0_parameters.cypher")
    for name, told in saved.items():
        query = queries[name.removesuffix(".cypher")]
        first, *rest = told.splitlines()
        assert first == f"// {query.id} {query.zh} · {query.en}"
        assert "\n".join(line for line in rest if not line.startswith("// :param")) == body(query)
        set_ = set(re.findall(r"^// :param (\w+) => ", told, re.MULTILINE))
        assert set_ == set(re.findall(r"\$(\w+)", body(query)))
        assert set_ <= set(re.findall(r"^:param (\w+) => ", everything, re.MULTILINE))


def test_what_more_than_cypher_answers_is_not_saved(queries):
    query = queries["co_issuers"]
    fields = {name: getattr(query, name) for name in query.__dataclass_fields__}
    for line in ("// then: betweenness", "// from: ledger"):
        other = Query(**{**fields, "text": f"// id: X1\n{line}\n{body(query)}"})
        assert saved_queries({"x": other}, same, "t").keys() == {"0_parameters.cypher"}


def test_the_archive_holds_the_saved_queries_and_is_the_same_each_time(kit, queries):
    with zipfile.ZipFile(io.BytesIO(kit["queries.zip"].content)) as packed:
        held = {name.removeprefix("tiaokuai/"): packed.read(name).decode() for name in packed.namelist()}
    assert held == {
        name.removeprefix("queries/"): text(kit, name) for name in kit if name.startswith("queries/")
    }
    assert make_kit(queries, load_schema(), same, BASE) == kit


# The server


@pytest.fixture(scope="module")
def server(kit) -> Iterator[KitServer]:
    with KitServer() as started:
        started.serve(kit)
        yield started


def ask(server: KitServer, method: str, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(server.url).port or 0, timeout=5)
    connection.request(method, path, headers={"Host": urlsplit(server.url).netloc, **headers})
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("guide.html", "text/html; charset=utf-8"),
        ("guide.en.adoc", "text/plain; charset=utf-8"),
        ("style.grass", "text/plain; charset=utf-8"),
        ("queries/co_issuers.cypher", "text/plain; charset=utf-8"),
        ("queries.zip", "application/zip"),
    ],
)
def test_files_are_served_to_every_page_with_their_type(server, kit, name, media_type):
    answer = ask(server, "GET", f"/{name}")
    assert (answer.status, answer.headers["Content-Type"]) == (200, media_type)
    assert answer.body == kit[name].content
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    head = ask(server, "HEAD", f"/{name}")
    assert (head.body, head.headers["Content-Length"]) == (b"", str(len(kit[name].content)))


def test_a_page_of_another_origin_may_ask_first(server):
    answer = ask(server, "OPTIONS", "/guide.html")
    assert answer.status == 204
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert answer.headers["Access-Control-Allow-Headers"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/queries",
        "/queries/",
        "/../pyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/etc/passwd",
        "/guide.html/",
    ],
)
def test_nothing_else_is_there(server, path):
    answer = ask(server, "GET", path)
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_sent(server, method):
    assert ask(server, method, "/guide.html").status == 501


def test_a_foreign_name_for_this_machine_is_refused(server):
    port = urlsplit(server.url).port
    for method in ("GET", "OPTIONS"):
        assert ask(server, method, "/guide.html", Host=f"evil.example:{port}").status == 421
    assert ask(server, "GET", "/guide.html", Host=f"127.0.0.1:{port}").status == 200


def test_it_listens_on_loopback_only(server):
    assert server._server.server_address[0] == "127.0.0.1"
    assert server.url.startswith("http://localhost:")


# The command


def test_files_are_written_and_others_stay(tmp_path, kit):
    (tmp_path / "mine.txt").write_text("x")
    written = write_kit(kit, tmp_path)
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in written} == {
        name: file.content for name, file in kit.items()
    }
    assert (tmp_path / "mine.txt").exists()


def test_the_command_writes_the_kit_without_a_workspace(tmp_path):
    done = CliRunner().invoke(main, ["browser", str(tmp_path / "kit"), "--dir", str(tmp_path / "none")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "kit" / "queries.zip").exists()
    assert "style.en.grass" in done.stderr
    assert not (tmp_path / "none").exists()


def test_a_port_that_is_taken_is_said(server):
    port = str(urlsplit(server.url).port)
    done = CliRunner().invoke(main, ["browser", "--port", port])
    assert done.exit_code == 2
    assert f"port {port} cannot be had" in done.stderr


SETTING = "browser.remote_content_hostname_whitelist"


@pytest.mark.parametrize("hosts", [("localhost",), ("guides.neo4j.com", "localhost"), ("*",)])
def test_where_guides_from_here_are_allowed_it_is_said(hosts):
    assert advice((SETTING, hosts), "localhost") == [
        "The server lets its Browser load guides from localhost."
    ]


def test_where_they_are_not_it_is_said_what_to_write():
    said = advice((SETTING, ("guides.neo4j.com", "127.0.0.1")), "localhost")
    assert said[0].startswith("Warning: ")
    assert f"  {SETTING}=guides.neo4j.com,127.0.0.1,localhost" in said
    key = f"NEO4J_{SETTING.replace('_', '__').replace('.', '_')}"
    assert f'  {key}: "guides.neo4j.com,127.0.0.1,localhost"' in said
    compose = yaml.safe_load((Path(__file__).parents[1] / "docker-compose.yml").read_text(encoding="utf-8"))
    assert "localhost" in compose["services"]["neo4j"]["environment"][key].split(",")


def test_a_server_without_the_setting_refuses_nothing():
    assert advice(None, "localhost") == [
        "The server has no list of hosts from which its Browser may load guides."
    ]
