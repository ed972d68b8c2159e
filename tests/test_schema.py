"""Loading the schema: what is shipped is sound, and a fault is told with file and line."""

import re
import shutil

import pytest

from kg.assets import folder
from kg.errors import SchemaError
from kg.schema import Property, load_schema

ENTITIES = """\
common:
  id: {type: string, zh: 标识, en: Key}
types:
  Agency:
    zh: 机构
    en: A body
    properties:
      level: {type: string, zh: 层级, en: Level}
  Place:
    zh: 地
    en: A place
    properties: {}
"""
RELATIONS = """\
common:
  rule: {type: string, zh: 规则, en: Rule}
types:
  LOCATED_IN:
    zh: 位于
    en: Where it is
    subject: [Agency]
    object: [Place]
    key: role
    attrs:
      role: {type: string, zh: 角色, en: Role}
"""


@pytest.fixture
def load(tmp_path):
    def run(entities=ENTITIES, relations=RELATIONS):
        (tmp_path / "schema").mkdir(exist_ok=True)
        (tmp_path / "schema" / "entities.yml").write_text(entities, encoding="utf-8")
        (tmp_path / "schema" / "relations.yml").write_text(relations, encoding="utf-8")
        return load_schema(tmp_path)

    return run


def faults(load, entities=ENTITIES, relations=RELATIONS):
    with pytest.raises(SchemaError) as caught:
        load(entities, relations)
    return str(caught.value).splitlines()


def test_types_and_relations_come_out_typed(load):
    schema = load()
    assert list(schema.types) == ["Agency", "Place"]
    assert schema.types["Agency"].properties["level"] == Property("level", "string", "层级", "Level")
    relation = schema.relations["LOCATED_IN"]
    assert (relation.subject, relation.object, relation.key) == (("Agency",), ("Place",), "role")
    assert list(schema.common_properties) == ["id"]
    assert list(schema.common_attrs) == ["rule"]


def test_the_shipped_schema_is_sound_and_described():
    schema = load_schema()
    assert schema.relations["MEMBER_OF"].key == "role"
    assert schema.types["Mechanism"].properties["statedCount"].type == "integer"
    kinds = [*schema.types.values(), *schema.relations.values()]
    own = [p for t in schema.types.values() for p in t.properties.values()]
    own += [p for t in schema.relations.values() for p in t.attrs.values()]
    assert all(x.zh and x.en for x in [*kinds, *own])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("    en: A body\n", "", "schema/entities.yml:4: Agency has no en"),
        ("en: Level", "en: ''", "schema/entities.yml:8: en of level must be a text"),
        (
            "{type: string, zh: 层级",
            "{type: text, zh: 层级",
            "schema/entities.yml:8: type text of level is none of",
        ),
        ("  Place:", "  Agency:", "schema/entities.yml:4: Agency stands again at line 9"),
        ("    properties: {}", "    properties: []", "schema/entities.yml:12: properties must be a mapping"),
        ("    zh: 地", "    zh: 地\n    icon: x", "schema/entities.yml:11: Place has an unknown field icon"),
        ("level: {", "id: {", "schema/entities.yml:8: Agency.id is common already"),
    ],
)
def test_a_fault_among_the_entities(load, old, new, message):
    assert any(line.startswith(message) for line in faults(load, entities=ENTITIES.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("subject: [Agency]", "subject: [Agent]", ":7: LOCATED_IN: subject Agent is no type of entity"),
        ("object: [Place]", "object: Place", ":8: object of LOCATED_IN must be a list of types"),
        ("object: [Place]", "object: [[Place]]", ":8: object of LOCATED_IN must be a list of types"),
        ("key: role", "key: title", ":9: LOCATED_IN: key title is not among its attrs"),
        ("LOCATED_IN", "PLACE", ":4: PLACE clashes with the entity type Place"),
        ("role: {", "level: {", ":9: LOCATED_IN: key role is not among its attrs"),
        ("role: {type: string", "level: {type: integer", ":11: level is integer, but string elsewhere"),
        ("rule: {type: string", "level: {type: integer", ":2: level is integer, but string elsewhere"),
    ],
)
def test_a_fault_among_the_relations(load, old, new, message):
    assert f"schema/relations.yml{message}" in faults(load, relations=RELATIONS.replace(old, new))


def test_all_faults_are_told_at_once(load):
    found = faults(load, entities="types: {}\n", relations=RELATIONS.replace("key: role", "key: title"))
    assert "schema/entities.yml:1: common must be a mapping" in found
    assert "schema/relations.yml:7: LOCATED_IN: subject Agency is no type of entity" in found
    assert "schema/relations.yml:9: LOCATED_IN: key title is not among its attrs" in found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [", r"schema/entities.yml:\d+: is not YAML: .+"),
        ("- a", r"schema/entities.yml:1: must be a mapping"),
        ("", r"schema/entities.yml:1: must be a mapping"),
    ],
)
def test_a_file_that_is_no_mapping(load, text, message):
    assert re.fullmatch(message, faults(load, entities=text)[0])


def test_a_missing_file_and_a_wrong_encoding(tmp_path):
    shutil.copytree(folder("schema"), tmp_path / "schema")
    (tmp_path / "schema" / "relations.yml").unlink()
    (tmp_path / "schema" / "entities.yml").write_bytes("types: 机构".encode("gbk"))
    with pytest.raises(SchemaError) as caught:
        load_schema(tmp_path)
    assert "schema/relations.yml:1: is missing" in str(caught.value)
    assert "schema/entities.yml:1: is not YAML" in str(caught.value)
