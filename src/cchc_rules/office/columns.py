"""The columns of an annex and of its table of facts: the titles that are written, and those that are known when read.

A title is compared without case, diacritics, spaces and signs, so "ĐIỂM TỐI ĐA" is "Điểm tối đa".
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

FACTS_TITLE: Final = "Danh mục số liệu"
NEVER_MARK: Final = "x"


class Column(StrEnum):
    """What stands in a column of an annex."""

    CODE = "code"
    NAME = "name"
    MAX_POINTS = "max_points"
    SCORING = "scoring"
    EVIDENCE = "evidence"
    APPRAISER = "appraiser"
    NOTE = "note"
    IGNORED = "ignored"


class FactColumn(StrEnum):
    """What stands in a column of the table of facts.

    ``TYPE`` and ``GIVER`` hold an id or its Vietnamese words (`report.labels`); no giver is the unit. ``NEVER`` holds
    an x where a date may be answered "never". ``ENGLISH`` may be absent. ``CHOICES`` holds one line for each level,
    in order, or for each option and group of ballots: ``id``, ``id = tên`` or ``id = tên | English``.
    """

    FACT = "fact"
    NAME = "name"
    ENGLISH = "english"
    TYPE = "type"
    GIVER = "giver"
    NEVER = "never"
    CHOICES = "choices"
    NOTE = "note"


TITLES: Final[Mapping[Column, str]] = {
    Column.CODE: "STT",
    Column.NAME: "Lĩnh vực, tiêu chí, tiêu chí thành phần",
    Column.MAX_POINTS: "Điểm tối đa",
    Column.SCORING: "Cách tính điểm",
    Column.EVIDENCE: "Tài liệu kiểm chứng",
    Column.APPRAISER: "Cơ quan thẩm định",
    Column.NOTE: "Ghi chú",
}
FACT_TITLES: Final[Mapping[FactColumn, str]] = {
    FactColumn.FACT: "Mã số liệu",
    FactColumn.NAME: "Tên số liệu",
    FactColumn.ENGLISH: "Tên tiếng Anh",
    FactColumn.TYPE: "Kiểu",
    FactColumn.GIVER: "Người cho",
    FactColumn.NEVER: "Có thể không thực hiện",
    FactColumn.CHOICES: "Mức, phương án, nhóm",
    FactColumn.NOTE: "Ghi chú",
}
