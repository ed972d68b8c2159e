"""Builders of gold, and of what was said."""


def entity(name: str, *aliases: str, type_: str = "Agency", must: bool = True) -> dict:
    return {"type": type_, "name": name, "aliases": list(aliases), "must": must}


def said(name: str, *aliases: str, type_: str = "Agency") -> dict:
    return {"kind": "entity", "id": f"{type_}/{name}", "type": type_, "name": name, "aliases": list(aliases)}


def claim(subject: str, predicate: str, object_: str, **attrs: str) -> dict:
    return {
        "kind": "statement",
        "subject": subject,
        "predicate": predicate,
        "object": object_,
        "attrs": attrs,
    }


def fact(subject: str, predicate: str, object_: str, must: bool = True, **attrs: str) -> dict:
    return {"s": subject, "p": predicate, "o": object_, "attrs": attrs, "must": must}


def told(claim_: dict, rule: str, confidence: float, words: str) -> dict:
    return {**claim_, "rule": rule, "confidence": confidence, "evidence": {"text": words}}
