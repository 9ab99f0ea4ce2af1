"""What frozen classes share: equality, hash and a plain spelling by their fields.

attrs would write these methods out for every class, each time a process starts; with some eighty classes that is a
third of the time a short script takes. So classes say ``eq=False, repr=False`` and take the methods from here; and
``slots=False``, because classes with slots are built twice and read back from the cache more slowly.
"""


class Value:
    """Equal when of the same class with equal fields, in the order the fields are declared."""

    __slots__ = ()

    def _fields(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in self.__attrs_attrs__)  # type: ignore[attr-defined]  # by attrs

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__ or not isinstance(other, Value):
            return NotImplemented
        return self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((self.__class__, self._fields()))

    def __repr__(self) -> str:
        names = (field.name for field in self.__attrs_attrs__)  # type: ignore[attr-defined]  # by attrs
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(names, self._fields(), strict=True))
        return f"{self.__class__.__name__}({fields})"
