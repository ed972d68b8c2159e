"""The page that lists the queries."""

from __future__ import annotations

from collections.abc import Mapping

from kg.query.question import Param, Query

PAGE = (
    "# 预置问题 · Canned queries",
    "",
    "每个问题是 `cypher/query` 下的一个文件;实体参数可用标识、名称或别名。",
    "Each question is a file of `cypher/query`; entities are given by id, name or alias. "
    "`kg query NAME …` answers it, on the embedded engine and on a Neo4j server alike.",
    "",
    "`kg query members_of_mechanism --help` 说明一个问题,`kg query lead_agencies --explain` 把结果读作句子,"
    "`kg query lead_agencies --evidence` 给出每行背后的原句及其出处;`--tag` 按主题列出问题,"
    "`--format` 可取 table、json、jsonl、csv、md、xlsx。",
    "`--help` behind a name describes a question, `--explain` reads the answer as sentences, `--evidence` prints the sentences "
    "behind it and where they stand, `--tag` lists the questions of one topic.",
    "",
    "命令补全 · Completion of questions, parameters, choices and names of entities: "
    '`eval "$(_KG_COMPLETE=bash_source kg)"` (bash), `eval "$(_KG_COMPLETE=zsh_source kg)"` (zsh).',
    "",
    "| id | 名称 · name | 问题 · question | 参数 · parameters | 示例 · example |",
    "| --- | --- | --- | --- | --- |",
)


def markdown(queries: Mapping[str, Query]) -> str:
    """Return the page that lists the queries, in both languages."""
    rows = [_row(query) for query in sorted(queries.values(), key=lambda q: (q.id[0], int(q.id[1:])))]
    return "\n".join([*PAGE, *rows, ""])


def _row(query: Query) -> str:
    params = "<br>".join(map(_described, query.params)) or "–"
    cells = (query.id, f"`{query.name}`", f"{query.zh}<br>{query.en}", params, f"`{query.command}`")
    return "| " + " | ".join(cells) + " |"


def _described(param: Param) -> str:
    default = "" if param.default is None else f" = {param.default}"
    return f"`{param.name}: {_kind(param)}{default}` {param.zh} · {param.en}"


def _kind(param: Param) -> str:
    """The type in a cell of a table, which a bar would end."""
    if param.is_entity and "|" in param.type:
        return "entity"
    return param.type.replace("|", "/")
