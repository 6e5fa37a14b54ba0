"""Parts of a stored JSON form, asked for inside the database: each database has words of its own for that."""

from typing import Any

from sqlalchemy import ColumnElement, Text, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement, GenericFunction


class JsonPart(GenericFunction[str]):
    """The value at the end of a path of keys: a text, or the JSON of an object or a list; null where there is none.

    A number is a number on SQLite and its digits on PostgreSQL.
    """

    type = Text()
    inherit_cache = True

    def __init__(self, form: ColumnElement[Any], *path: str) -> None:
        super().__init__(form, *_written(path))


class JsonValues(FunctionElement[Any]):
    """The values of the list at the end of a path of keys, a row each, in the column `value`."""

    inherit_cache = True

    def __init__(self, form: ColumnElement[Any], *path: str) -> None:
        super().__init__(form, *_written(path))


def _written(path: tuple[str, ...]) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Write a path of our own keys as SQLite wants it and as PostgreSQL does."""
    return literal_column(f"'$.{'.'.join(path)}'"), literal_column(f"'{{{','.join(path)}}}'")


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, **given: Any) -> tuple[str, str, str]:
    form, dotted, listed = (compiler.process(part, **given) for part in element.clauses)
    return form, dotted, listed


def _as_json(form: str) -> str:
    # PostgreSQL takes the escape of a NUL in no value of a form, whichever is asked for; this one is as long.
    return rf"replace({form}, '\u0000', '\u0001')::json"


@compiles(JsonPart, "sqlite")
def _part_sqlite(element: JsonPart, compiler: SQLCompiler, **given: Any) -> str:
    form, dotted, _ = _parts(element, compiler, **given)
    return f"json_extract({form}, {dotted})"


@compiles(JsonPart, "postgresql")
def _part_postgresql(element: JsonPart, compiler: SQLCompiler, **given: Any) -> str:
    form, _, listed = _parts(element, compiler, **given)
    return f"({_as_json(form)} #>> {listed})"


@compiles(JsonValues, "sqlite")
def _values_sqlite(element: JsonValues, compiler: SQLCompiler, **given: Any) -> str:
    form, dotted, _ = _parts(element, compiler, **given)
    return f"json_each({form}, {dotted})"


@compiles(JsonValues, "postgresql")
def _values_postgresql(element: JsonValues, compiler: SQLCompiler, **given: Any) -> str:
    form, _, listed = _parts(element, compiler, **given)
    return f"json_array_elements_text({_as_json(form)} #> {listed})"
