"""What a run says it did."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING

from kg.cli.failing import one_line, say, say_error
from kg.cli.language import told

if TYPE_CHECKING:
    from kg.intake import AddReport
    from kg.store.sync import SyncReport


def say_read(report: AddReport, *, dry_run: bool = False) -> None:
    """Tell which texts were read and which taken back, or would be."""
    for error in report.errors:
        say_error(error)
    for name in report.taken_back:
        say(taken_back(name, dry_run=dry_run))
    if not any((report.read, report.unchanged, report.errors, report.taken_back)):
        say(
            told(
                "Warning: there was nothing to read: the folder holds no files but hidden ones, sidecars and READMEs",
                "提示:没有可读的文件:目录为空,或只有隐藏文件、附属说明与 README",
            )
        )
    read, unchanged, failed, gone = (
        len(part) for part in (report.read, report.unchanged, report.errors, report.taken_back)
    )
    would = "would be " if dry_run else ""
    say(
        told(
            f"texts: {read} read, {unchanged} unchanged, {failed} failed"
            + (f", {gone} {would}taken back" if gone else ""),
            f"文本:读入 {read},未变 {unchanged},失败 {failed}"
            + (f",{'将' if dry_run else ''}收回 {gone}" if gone else ""),
        )
    )


def taken_back(name: str, *, dry_run: bool = False) -> str:
    """Return the line that tells of a text that goes."""
    shown = one_line(name)
    return told(
        f"{shown}: {'would be ' if dry_run else ''}taken back", f"{shown}:{'将' if dry_run else '已'}收回"
    )


def say_loaded(report: SyncReport, idle: Sized) -> None:
    """Tell what was written to a store, and how many decisions speak of nothing."""
    say(
        told(
            f"nodes: {report.nodes_written} written, {report.nodes_deleted} deleted; "
            f"relationships: {report.edges_written} written, {report.edges_deleted} deleted",
            f"节点:写入 {report.nodes_written},删除 {report.nodes_deleted};"
            f"关系:写入 {report.edges_written},删除 {report.edges_deleted}",
        )
    )
    if idle:
        say(
            told(
                f"decisions: {len(idle)} speak of nothing that is told any more; kg status lists them",
                f"裁定:{len(idle)} 条所说的内容已不再有文本讲到,kg status 可列出",
            )
        )
