"""The Chinese of the engines' errors that a newcomer is likely to meet; of others the English is shown."""

from __future__ import annotations

from kg.errors import KgError

# By the English sentence, before its values are filled in.
SENTENCES = {
    "the query is not valid Cypher: {message}": "查询不是合法的 Cypher:{message}",
    "the query would write, and only reading is allowed here": "这个查询会写入,这里只允许读取",
    "the query would write, or calls what this engine lacks: {message}": "这个查询会写入,或调用了此引擎没有的功能:{message}",
    "the query was ended: it ran too long": "查询超时,已中止",
    "no Neo4j answers at {uri}: is the server running, and the address right? ({reason})": "{uri} 处没有 Neo4j 应答:"
    "服务器启动了吗?地址对吗?({reason})",
    "{uri} refuses user or password: set NEO4J_USER, and NEO4J_PASSWORD or NEO4J_PASSWORD_FILE": "{uri} 拒绝该用户名或密码:"
    "请设 NEO4J_USER,以及 NEO4J_PASSWORD 或 NEO4J_PASSWORD_FILE",
    "{uri} has no such database: {message}": "{uri} 上没有这个数据库:{message}",
}


def made(kind: type[KgError], sentence: str, **values: str) -> KgError:
    """Return an error of a sentence with its values filled in, in both languages where that is known."""
    return kind(sentence.format(**values), SENTENCES.get(sentence, "").format(**values))
