"""The shell as analysts meet it: lines from a pipe, and a person at a terminal who types, completes, and loses patience."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli.shell.completing import Completing
from kg.cli.shell.words import arguments
from kg.errors import QueryError
from kg.ledger import Ledger
from kg.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
CONFERENCE = "国务院职业教育工作部际联席会议"
SLOW = "MATCH (a:Agency),(b:Agency),(c:Agency),(d:Agency),(e:Agency) WHERE a.name + b.name < c.name + d.name RETURN count(*) AS n"
CONTROL = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\].*?(?:\x07|\x1b\\)|[@-_])")
PATIENCE = 30


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shell")
    with Workspace(folder) as workspace:
        workspace.add([str(ROOT / "seeds" / "documents")])
        workspace.load()
    return folder


def command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "kg", *options, "shell", "--dir", str(folder)]


def environment(**more: str) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("NEO4J_", "KG_"))}
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return {**clean, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": paths, **more}


def piped(folder: Path, *lines: str, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *options),
        input="\n".join(lines),
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


class Terminal:
    """A shell at a terminal of 200 columns and 24 lines, and a person who reads what it shows."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 200, 0, 0))
        self.child = subprocess.Popen(
            command(folder),
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
            env=environment(TERM="xterm", PROMPT_TOOLKIT_NO_CPR="1", **more),
        )
        os.close(slave)
        self.shown = ""

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def see(self, words: str) -> str:
        """Wait until words are shown behind what was seen before; return all up to them."""
        end = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert time.monotonic() < end, f"never shown: {words!r}; but: {self.shown!r}"
            if select.select([self.master], [], [], 0.1)[0]:
                self.shown += CONTROL.sub("", self._read())
        seen, _, self.shown = self.shown.partition(words)
        return seen + words

    def _read(self) -> str:
        # A piece may end within a character or an order to the terminal: wait for its rest.
        piece = b""
        try:
            while select.select([self.master], [], [], 0.05)[0]:
                piece += os.read(self.master, 65536)
        except OSError:
            assert piece, f"the shell ended; shown: {self.shown!r}"
        return piece.decode("utf-8", "replace")

    def close(self) -> int:
        code = self.child.wait(PATIENCE)
        os.close(self.master)
        return code


@pytest.fixture
def terminal(built: Path) -> Iterator[Terminal]:
    opened = Terminal(built)
    yield opened
    if opened.child.poll() is None:
        opened.child.kill()
        opened.close()


def test_lines_from_a_pipe_are_answered_in_order(built):
    done = piped(
        built,
        "# who leads?",
        f"query members_of_mechanism mechanism={CONFERENCE} role=lead",
        "find 高晓兵",
        f"members_of_mechanism mechanism={CONFERENCE} role=lead",
        "MATCH (n:Mechanism) RETURN count(n) > 5 AS many",
        "教育部牵头哪些联席会议?",
    )
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row.get("member") for row in rows[:4]] == ["教育部", None, "教育部", None]
    assert {row["mechanism"] for row in rows[4:]} == {CONFERENCE}
    assert rows[1]["id"].startswith("Official/高晓兵")
    assert rows[3] == {"many": True}


def test_a_fault_is_a_sentence_and_the_rest_goes_on(built):
    done = piped(built, "query nothing", "CREATE (n)", "why 民政部", 'find "x', "build docs", "find 民政部")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("Error")] == [
        "Error: no query 'nothing'; see: kg query --list",
        "Error: line 1: nothing that would write or change the server is let through: a query begins with "
        "MATCH, OPTIONAL, WITH, UNWIND, RETURN, CALL, SHOW",
        "Error: Missing argument 'SECOND'.",
        'Error: a quotation mark is opened and not closed: find "x',
        "Error: kg build changes what is asked here: run it outside of the shell",
    ]
    assert json.loads(done.stdout.splitlines()[0])["id"] == "Agency/民政部"


def test_the_shell_speaks_the_language_it_was_started_in(built):
    done = piped(built, "help", "query nothing", options=("--lang", "zh"))
    assert "直接提问" in done.stdout
    assert done.stderr == "错误:没有名为 'nothing' 的问题;全部问题见:kg query --list\n"


def test_what_stands_behind_exit_is_not_asked(built):
    done = piped(built, "exit", "find 民政部")
    assert (done.returncode, done.stdout) == (0, "")


def test_there_must_be_a_graph(tmp_path):
    done = piped(tmp_path / "none", "find 民政部")
    assert done.returncode == 1
    assert "no workspace here yet" in done.stderr


def test_a_person_completes_asks_and_leaves(built, terminal):
    terminal.see("kg>")
    terminal.type("query members_of_me\t")
    terminal.see("members_of_mechanism")
    terminal.type(" mecha\t")
    terminal.see("mechanism=")
    terminal.type("国务院职业\t")
    terminal.see(CONFERENCE)
    terminal.type(" role=le\t")
    terminal.see("role=lead")
    terminal.type("\r")
    assert "┃" in terminal.see("教育部")
    terminal.see("kg>")
    terminal.type("\x04")
    assert terminal.close() == 0
    history = (built / "history").read_text(encoding="utf-8")
    assert f"+query members_of_mechanism mechanism={CONFERENCE} role=lead" in history
    assert (built / "history").stat().st_mode & 0o077 == 0


def test_ctrl_c_ends_a_question_and_not_the_shell(terminal):
    terminal.see("kg>")
    terminal.type(f"{SLOW}\r")
    terminal.see("AS n")
    time.sleep(1)
    began = time.monotonic()
    terminal.type("\x03")
    terminal.see("stopped")
    assert time.monotonic() - began < 10
    terminal.see("kg>")
    terminal.type("MATCH (n:Mechanism) RETURN count(n) > 5 AS many\r")
    terminal.see("True")
    terminal.see("kg>")
    terminal.type("half a line\x03")
    terminal.see("kg>")
    terminal.type("exit\r")
    assert terminal.close() == 0


def test_a_long_table_is_paged_and_a_short_one_is_not(built):
    terminal = Terminal(built, PAGER="sed s/^/paged:/")
    terminal.see("kg>")
    terminal.type("MATCH (n:Agency) RETURN n.name AS name ORDER BY name LIMIT 3\r")
    assert "paged:" not in terminal.see("└")
    terminal.see("kg>")
    terminal.type("MATCH (n:Agency) RETURN n.name AS name ORDER BY name LIMIT 60\r")
    assert terminal.see("└").count("paged:") > 60
    terminal.see("kg>")
    terminal.type("\x04")
    assert terminal.close() == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("民政部牵头哪些联席会议?", ["ask", "民政部牵头哪些联席会议?"]),
        ("who's the head of 民政部?", ["ask", "who's the head of 民政部?"]),
        ("ask what's new", ["ask", "what's new"]),
        ("ask", ["ask", "--help"]),
        ("ask --cypher 民政部牵头哪些联席会议?", ["ask", "--cypher", "民政部牵头哪些联席会议?"]),
        ("match (n) return n", ["cypher", "match (n) return n"]),
        ("MERGE (n)", ["cypher", "MERGE (n)"]),
        ("cypher MATCH (n {name: 'x y'}) RETURN n", ["cypher", "MATCH (n {name: 'x y'}) RETURN n"]),
        ("kg find '民政 部'", ["find", "民政 部"]),
        ("lead_agencies", ["query", "lead_agencies"]),
    ],
)
def test_a_line_is_understood_by_its_first_word(line, words):
    assert arguments(line, {"lead_agencies"}, {"build"}) == words


def test_what_changes_the_graph_is_left_out():
    with pytest.raises(QueryError, match="outside of the shell"):
        arguments("load --full", {"lead_agencies"}, {"load"})


@pytest.mark.parametrize(
    ("line", "begun", "some", "none"),
    [
        ("que", "que", {"query"}, {"find"}),
        ("members_of", "members_of", {"members_of_mechanism"}, {"query"}),
        ("query member", "member", {"members_of_mechanism"}, {"query"}),
        ("query members_of_mechanism ", "", {"mechanism=", "role="}, {"agency="}),
        ("members_of_mechanism role=lead ", "", {"mechanism="}, {"role="}),
        ("members_of_mechanism role=", "", {"lead", "member"}, {"true"}),
        ("members_of_mechanism mechanism=职业教育", "职业教育", {CONFERENCE}, {"教育部"}),
        ("find 民政", "民政", {"民政部"}, {"教育部"}),
        ("find --for", "--for", set(), {"民政部"}),
        ("MATCH (n:Ag", "(n:Ag", set(), {"Agency"}),
    ],
)
def test_completion_offers_what_fits(built, line, begun, some, none):
    with Ledger.open(built) as ledger:
        found = Completing(ledger).at(line)
    assert found[0] == begun
    assert some <= set(found[1])
    assert not none & set(found[1])
