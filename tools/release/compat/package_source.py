"""The public API of a package, read from its source code with griffe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

import griffe
from attrs import evolve

from .annotations import Annotation, Lookup, read
from .python_api import HIDDEN, PUBLIC_MODULES, Alias, Api, Attribute, Class, Entity, Function, Parameter, ParameterKind

_KINDS: Final[dict[griffe.ParameterKind, ParameterKind]] = {
    griffe.ParameterKind.positional_only: "positional-only",
    griffe.ParameterKind.positional_or_keyword: "positional",
    griffe.ParameterKind.keyword_only: "keyword",
    griffe.ParameterKind.var_positional: "variadic positional",
    griffe.ParameterKind.var_keyword: "variadic keyword",
}
# Only the interpreter, the shell and `copy` call these.
_SILENT: Final = ("__repr__", "__str__", "__getstate__", "__setstate__", "__copy__", "__deepcopy__", "__slots__")
_RECORDS: Final = ("attrs.", "attr.", "dataclasses.dataclass")
# datamodel-code-generator writes aliases as objects.
_ALIASES: Final = ("Literal[", "TypeAliasType(")
_MOST_ALIASES: Final = 20
"""A longer chain of aliases is taken for a circle."""


class PackageError(Exception):
    """A package cannot be read."""


def read_api(package: str, folder: Path) -> Api:
    """Read the public API of a package in a folder.

    Raises:
        PackageError: The package is missing, or is not valid Python.
    """
    try:
        module = griffe.load(package, search_paths=[folder], allow_inspection=False, resolve_aliases=True)
    except Exception as error:  # griffe passes on whatever the parser raises
        raise PackageError(f"{package} cannot be read: {error}") from None
    if not isinstance(module, griffe.Module):
        raise PackageError(f"{package} is not a package")
    return _Reader(module).api()


class _Reader:
    def __init__(self, root: griffe.Module) -> None:
        self.root = root
        self.public: dict[str, str] = {}
        """The public name of each object, by the path of its definition."""
        self.waiting: list[griffe.Class] = []
        self.hidden: dict[str, Class | None] = {}

    def api(self) -> Api:
        found: dict[str, griffe.Object] = {}
        also: dict[str, str] = {}
        for module in self._modules():
            for name, thing in self._exports(module):
                public = f"{module.path}.{name}"
                first = self.public.setdefault(thing.path, public)
                if first == public:
                    found[public] = thing
                else:
                    also[public] = first
        names = {public: self._entity(thing) for public, thing in found.items()}
        while self.waiting:
            waiting = self.waiting.pop()
            self.hidden[waiting.name] = self._class(waiting, is_hidden=True)
        return Api(
            names=names, also=also, hidden={name: kind for name, kind in self.hidden.items() if kind is not None}
        )

    def _modules(self) -> Iterator[griffe.Module]:
        for name in PUBLIC_MODULES:
            module = self.root if not name else self.root.members.get(name)
            if isinstance(module, griffe.Module):
                yield module

    def _exports(self, module: griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
        """The exports of a module: `__all__`, or its own names without an underscore."""
        if module.exports is None:
            names = [name for name, member in module.members.items() if name[0] != "_" and not member.is_alias]
        else:
            names = [str(name) for name in module.exports]
        for name in sorted(names):
            thing = self._final(module.members.get(name))
            # Modules are compared by their own names; the version differs in each release.
            if thing is not None and not thing.is_module and name != "__version__":
                yield name, thing

    def _final(self, member: griffe.Object | griffe.Alias | None) -> griffe.Object | None:
        """The object that an import refers to; None outside of the package."""
        try:
            found = member.final_target if isinstance(member, griffe.Alias) else member
        except (griffe.AliasResolutionError, griffe.CyclicAliasError):
            return None
        return found

    # --- Things ---------------------------------------------------------------------------------------------------

    def _entity(self, thing: griffe.Object) -> Entity:
        if isinstance(thing, griffe.Class):
            return self._class(thing)
        if isinstance(thing, griffe.Function):
            return self._function(thing, bound=False)
        if isinstance(thing, griffe.TypeAlias) or (isinstance(thing, griffe.Attribute) and _is_alias(thing)):
            return Alias(type=self._type(_aliased(thing), thing))
        return self._attribute(cast("griffe.Attribute", thing))

    def _class(self, kind: griffe.Class, *, is_hidden: bool = False) -> Class:
        ancestors = self._ancestors(kind)
        names = frozenset(name for one in ancestors for name in [self.public.get(one) or one] if self._is_told(name))
        members: dict[str, Function | Attribute | Class] = {}
        for name, member in kind.all_members.items():
            thing = self._final(member)
            if thing is None or not _is_public(name) or name in _SILENT:
                continue
            # Users cannot name this class, so its constructor is not part of the API.
            if is_hidden and name == "__init__":
                continue
            if isinstance(thing, griffe.Class):
                members[name] = self._class(thing)
            elif isinstance(thing, griffe.Function):
                members[name] = self._function(thing, bound=True)
            elif isinstance(thing, griffe.Attribute) and not (name.startswith("__") and name.endswith("__")):
                members[name] = self._attribute(thing, kind)
        is_tuple, is_dict = "typing.NamedTuple" in ancestors, "typing.TypedDict" in ancestors
        if is_dict:
            members = {
                name: evolve(member, has_default=_may_be_missing(kind, name))
                if isinstance(member, Attribute)
                else member
                for name, member in members.items()
            }
        if is_tuple or self._is_frozen(kind):
            members = {
                name: evolve(member, is_writable=False) if isinstance(member, Attribute) else member
                for name, member in members.items()
            }
        return Class(
            bases=names,
            members=members,
            fields=tuple(self._fields(kind)) if is_tuple or is_dict or self._is_record(kind, ancestors) else (),
            is_tuple=is_tuple,
        )

    def _is_told(self, name: str) -> bool:
        return not name.startswith(f"{self.root.path}.") or name in self.public.values()

    def _ancestors(self, kind: griffe.Class) -> list[str]:
        """The paths of all base classes; of those outside of the package, only the names."""
        found: list[str] = []
        waiting: list[griffe.Class] = [kind]
        while waiting:
            one = waiting.pop()
            for base in one.bases:
                code = str(base).partition("[")[0]
                path = self._path(code, one)
                target = self._object(path)
                name = target.path if target is not None else path
                if name not in found:
                    found.append(name)
                    if isinstance(target, griffe.Class):
                        waiting.append(target)
        return found

    def _is_record(self, kind: griffe.Class, ancestors: list[str]) -> bool:
        if "__init__" in kind.members:
            return False
        decorators = [self._path(str(one.value).partition("(")[0], kind) for one in kind.decorators]
        return "pydantic.BaseModel" in ancestors or any(name.startswith(_RECORDS) for name in decorators)

    def _is_frozen(self, kind: griffe.Class) -> bool:
        codes = [str(one.value) for one in kind.decorators]
        paths = [self._path(code.partition("(")[0], kind) for code in codes]
        return "attrs.frozen" in paths or any("frozen=True" in code for code in codes)

    def _fields(self, kind: griffe.Class) -> Iterator[str]:
        for name, member in {**kind.inherited_members, **kind.members}.items():
            thing = self._final(member)
            if isinstance(thing, griffe.Attribute) and thing.annotation is not None and name[0] != "_":
                text = str(thing.annotation)
                if "property" not in thing.labels and "ClassVar" not in text and "init=False" not in _text(thing.value):
                    yield name

    def _function(self, function: griffe.Function, *, bound: bool) -> Function:
        form = next((label for label in ("classmethod", "staticmethod") if label in function.labels), "function")
        given = list(function.parameters)
        if bound and form != "staticmethod" and given:
            given = given[1:]
        parameters = tuple(
            Parameter(
                name=one.name,
                kind=_KINDS[one.kind or griffe.ParameterKind.positional_or_keyword],
                type=self._type(_code(one.annotation), function),
                default=self._default(_code(one.default), function),
            )
            for one in given
        )
        return Function(
            parameters=parameters,
            returns=self._type(_code(function.returns), function),
            is_async="async" in function.labels,
            form=cast("Any", form),
        )

    def _default(self, code: str | None, scope: griffe.Object) -> str | None:
        """A default value; a constant of the package is replaced by its value."""
        thing = None if code is None or not code.isidentifier() else self._object(self._path(code, scope))
        return self._value(_text(thing.value), thing) or code if isinstance(thing, griffe.Attribute) else code

    def _value(self, text: str, scope: griffe.Object) -> str:
        """The value of a constant. A number of a class of its own, such as `Seconds(60.0)`, equals the plain number."""
        name, _, rest = text.partition("(")
        kind = self._object(self._path(name, scope)) if rest else None
        is_number = isinstance(kind, griffe.Class) and {*map(str, kind.bases)} & {"int", "float"}
        return rest.removesuffix(")") if is_number else text

    def _attribute(self, attribute: griffe.Attribute, owner: griffe.Class | None = None) -> Attribute:
        annotation, scope, text = _code(attribute.annotation), attribute, _text(attribute.value)
        if annotation is None and owner is not None:
            above = self._annotated_above(owner, attribute.name)
            if above is not None:
                annotation, scope = _code(above.annotation), above
            else:
                annotation = _taken_from_parameter(attribute, text)
        is_property = "property" in attribute.labels
        return Attribute(
            type=self._type(annotation, scope),
            has_default=bool(text) and not _is_field_without_default(text),
            is_writable=not is_property or bool({"writable", "cached"} & set(attribute.labels)),
        )

    def _annotated_above(self, owner: griffe.Class, name: str) -> griffe.Attribute | None:
        for path in self._ancestors(owner):
            kind = self._object(path)
            found = None if kind is None else self._final(kind.members.get(name))
            if isinstance(found, griffe.Attribute) and found.annotation is not None:
                return found
        return None

    # --- Types ----------------------------------------------------------------------------------------------------

    def _type(self, code: str | None, scope: griffe.Object) -> Annotation | None:
        return read(code, self._lookup(scope, 0))

    def _hidden_name(self, kind: griffe.Class) -> str:
        """Name a class without a public name, and queue it for reading. Its module may change and is left out."""
        if kind.name not in self.hidden:
            self.hidden[kind.name] = None
            self.waiting.append(kind)
        return f"{HIDDEN}{kind.name}"

    def _lookup(self, scope: griffe.Object, depth: int) -> Lookup:
        def look_up(name: str) -> str | Annotation | None:
            path = self._path(name, scope)
            thing = self._object(path)
            if thing is None or depth > _MOST_ALIASES:
                return path
            if isinstance(thing, griffe.TypeAlias) or (isinstance(thing, griffe.Attribute) and _is_alias(thing)):
                return read(_aliased(thing), self._lookup(thing, depth + 1)) or path
            if isinstance(thing, griffe.Class):
                return self.public.get(thing.path) or self._hidden_name(thing)
            return thing.name

        return look_up

    def _path(self, name: str, scope: griffe.Object) -> str:
        """Resolve a name at a place; a name that is not defined there, such as a built-in, stays as it is."""
        first, dot, rest = name.partition(".")
        try:
            return f"{scope.resolve(first)}{dot}{rest}"
        except griffe.NameResolutionError:
            return name

    def _object(self, path: str) -> griffe.Object | None:
        """The object at a path within the package; None elsewhere."""
        prefix = f"{self.root.path}."
        if not path.startswith(prefix):
            return None
        try:
            return self._final(self.root[path.removeprefix(prefix)])
        except (KeyError, griffe.AliasResolutionError, griffe.CyclicAliasError):
            return None


def _taken_from_parameter(attribute: griffe.Attribute, text: str) -> str | None:
    """The annotation of the parameter that an attribute is set from, as in `self.name = name`."""
    parent = attribute.parent
    init = parent.members.get("__init__") if parent is not None else None
    if isinstance(init, griffe.Function) and text in init.parameters:
        return _code(init.parameters[text].annotation)
    return None


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name.endswith("__"))


def _is_alias(attribute: griffe.Attribute) -> bool:
    text = _text(attribute.value)
    return str(attribute.annotation or "").rpartition(".")[2] == "TypeAlias" or text.startswith(_ALIASES)


def _aliased(alias: griffe.TypeAlias | griffe.Attribute) -> str:
    """The type that an alias stands for, as source code."""
    text = _text(alias.value)
    if text.startswith("TypeAliasType("):
        call = ast.parse(text, mode="eval").body
        return ast.unparse(call.args[1]) if isinstance(call, ast.Call) and len(call.args) > 1 else text
    return text


def _code(expression: Any) -> str | None:
    return None if expression is None else str(expression)


def _text(expression: Any) -> str:
    return "" if expression is None else str(expression)


def _may_be_missing(kind: griffe.Class, name: str) -> bool:
    """Whether a `TypedDict` need not have a key."""
    key = kind.all_members[name]
    text = str(key.annotation).partition("[")[0].rpartition(".")[2] if isinstance(key, griffe.Attribute) else ""
    is_total = "total=False" not in "".join(kind.lines).partition("):")[0]
    return text == "NotRequired" or (text != "Required" and not is_total)


def _is_field_without_default(text: str) -> bool:
    """Whether an attribute is set to a field declaration without a default."""
    try:
        call = ast.parse(text, mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(call, ast.Call) or ast.unparse(call.func).rpartition(".")[2] not in ("field", "ib", "Field"):
        return False
    said = {keyword.arg for keyword in call.keywords}
    positional = bool(call.args) and not (isinstance(call.args[0], ast.Constant) and call.args[0].value is Ellipsis)
    return not positional and not said & {"default", "factory", "default_factory"}
