"""Drafted schemas: what a published schema means, said by the rules of `openapi/README.md`.

Answers are read leniently: nothing is required, everything may be null, known values are open, and a union of objects
becomes one object that has the fields of all. Request bodies and parameters say what the source says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Literal

from attrs import define, field, frozen

from ...contract.findings import pointer
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, shown, snake, texts
from ...contract.sample_values import UUID
from . import sentences
from .forms import Form, Forms
from .marks import Report, mark
from .names import component_name, free_name, is_taken, pascal, plural_name, singular, singular_name, words
from .yaml_blocks import Items, Members

Side = Literal["answer", "body", "parameter"]

_BOUNDS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "pattern",
                  "minItems", "maxItems")  # fmt: skip
_FORMATS: Final = frozenset({"date-time", "binary", "password"})
_SECRET: Final = re.compile(r"(?:^|_)(?:secret|password|api_key|access_token|refresh_token|private_key)$")
_REF: Final = "#/components/schemas/"
_MOST_SCHEMAS: Final = 400


@frozen
class Hint:
    """What is known of where a schema stands, for its name and its descriptions."""

    name: str
    """The name for a schema without one of its own, in PascalCase."""
    noun: str
    """What a field of it belongs to, as people say it."""


@define
class Schemas:
    """The schemas that are drafted for one document."""

    forms: Forms
    report: Report
    existing: Mapping[str, Any]
    """The schemas that the document has."""
    shared: frozenset[str]
    """The components of the source that are in request bodies and in answers."""
    drafted: dict[str, Members] = field(factory=dict[str, Members])
    samples: dict[tuple[str, str], Any] = field(factory=dict[tuple[str, str], Any])
    """Published examples, by schema and property; of the schema itself, by the empty property."""
    has_published: bool = False
    """Whether a published sentence went into a comment since this was last reset."""
    _waiting: list[Callable[[], None]] = field(factory=list[Callable[[], None]])
    """What is still to be filled in: schemas refer to each other, in circles too."""
    _open: list[str] = field(factory=list[str])
    """The lists, maps and unions that are being drafted, by key."""
    _before: int = field(default=0)
    _names: dict[tuple[str, str], str] = field(factory=dict[tuple[str, str], str])
    _unnamed: list[str] = field(factory=list[str])
    """The objects of answers that have no name in the source."""
    _wanted: dict[str, str] = field(factory=dict[str, str])
    """The names that drafted schemas would have, had the document none of these names."""

    # --- Values -------------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin another operation: budgets are those of one."""
        self.forms.reset()
        self.has_published = False
        self._before = len(self.drafted)

    def draft(self, form: Form, side: Side, hint: Hint) -> Members:
        """The drafted form of a schema, without a description; the schemas that it refers to are drafted with it.

        Args:
            form: What the published schema means.
            side: What it is part of.
            hint: For names.

        Raises:
            InputError: The schema cannot be drafted.
        """
        found = self._of_form(form, side, hint)
        while self._waiting:
            self._waiting.pop(0)()
        return found

    def _value(self, schema: object, at: str, side: Side, hint: Hint) -> Members:
        return self._of_form(self.forms.of(schema, at), side, hint)

    def _of_form(self, form: Form, side: Side, hint: Hint, *, optional: bool = False) -> Members:
        if form.kind in ("array", "map", "union"):
            if form.key in self._open:
                self.report.add(f"#{form.at}: holds itself without an object between; any JSON is taken")
                return Members()
            self._open.append(form.key)
            try:
                return self._of_open_form(form, side, hint, optional=optional)
            finally:
                self._open.pop()
        return self._of_open_form(form, side, hint, optional=optional)

    def _of_open_form(self, form: Form, side: Side, hint: Hint, *, optional: bool) -> Members:
        null = form.nullable or optional
        match form.kind:
            case "any" | "null":
                found = Members()
            case "object":
                found = _reference(self._object(form, side, hint), null=null)
            case "map":
                found = self._map(form, side, hint, null=null)
            case "array":
                found = self._array(form, side, hint, null=null)
            case "enum":
                found = self._enum(form, side, hint, null=null)
            case "union":
                found = self._union(form, side, hint, null=null)
            case _:
                found = self._primitive(form, side, null=null)
        for question in form.questions:
            if form.kind not in ("object", "union"):
                mark(found, question)
        return found

    def _primitive(self, form: Form, side: Side, *, null: bool) -> Members:
        node = form.node
        found = Members(type=_type(form.kind, null=null))
        written = node.get("format")
        if form.kind == "string" and str(written) in _FORMATS and (written != "binary" or side == "body"):
            found["format"] = written
        if side != "answer":
            found.update(self._bounds(node, form.at))
        return found

    def _bounds(self, node: Mapping[str, Any], at: str) -> Iterator[tuple[str, Any]]:
        for key in _BOUNDS:
            if key not in node:
                continue
            value = node[key]
            if isinstance(value, bool):
                # OpenAPI 3.0 says beside a bound whether it is itself allowed.
                other = node.get({"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}.get(key, ""))
                if value and type(other) in (int, float):
                    yield key, other
                continue
            if node.get({"minimum": "exclusiveMinimum", "maximum": "exclusiveMaximum"}.get(key, "")) is True:
                continue
            wanted = isinstance(value, str) and _compiles(value) if key == "pattern" else type(value) in (int, float)
            if wanted:
                yield key, value
            else:
                self.report.add(f"#{at}/{key}: {shown(value)} is no `{key}`, and passed over")

    def _map(self, form: Form, side: Side, hint: Hint, *, null: bool) -> Members:
        more = form.node.get("additionalProperties")
        values: Any = True
        if is_mapping(more) and more:
            inner = Hint(f"{hint.name}Value", hint.noun)
            values = self._value(more, form.at + "/additionalProperties", side, inner) or True
        return Members(type=_type("object", null=null), additionalProperties=values)

    def _array(self, form: Form, side: Side, hint: Hint, *, null: bool) -> Members:
        items = form.node.get("items")
        inner = Hint(_singular_pascal(hint.name), " ".join(words(singular_name(hint.noun))))
        found = Members(type=_type("array", null=null))
        if side != "answer":
            found.update(self._bounds(form.node, form.at))
        found["items"] = self._value(items if is_mapping(items) else {}, form.at + "/items", side, inner)
        return found

    # --- Enums --------------------------------------------------------------------------------------------------------

    def _enum(self, form: Form, side: Side, hint: Hint, *, null: bool) -> Members:
        if len(form.values) == 1:
            # A closed answer breaks with the next version; a constant in a body is what the server wants.
            const = {} if side == "answer" else {"const": form.values[0]}
            return Members(type=_type("string", null=null and not const), **const)
        name = self._known(form, hint)
        if side == "answer":
            options = Items([Members({"$ref": _REF + name}), Members(type="string")])
            if null:
                options.append(Members(type="null"))
            return Members(anyOf=options)
        return _reference(name, null=null)

    def _known(self, form: Form, hint: Hint) -> str:
        key = ("enum", f"{component_name(form.component or '') or hint.name} {form.key}")
        if key in self._names:
            return self._names[key]
        values = list(form.values)
        wanted = component_name(form.component or "") or hint.name
        wanted = wanted if wanted.startswith("Known") else f"Known{wanted}"
        last = words(hint.name)[-1:] or [""]
        for name, schema in {**self.existing, **self.drafted}.items():
            # The same values of a field of the same name: its states, its roles.
            if set(map(str, as_list(as_mapping(schema).get("enum")))) == set(values) and words(name)[-1:] == last:
                self._names[key] = name
                return name
        name = self._take(wanted, key)
        noun = " ".join(words(form.component or "")) or hint.noun
        self.drafted[name] = Members(
            description=f"The values of {noun} that are known so far.", type="string", enum=Items(values)
        )
        if form.component:
            self._say_published(self.drafted[name], str(form.node.get("description") or ""), noun)
        return name

    # --- Objects ------------------------------------------------------------------------------------------------------

    def _object(self, form: Form, side: Side, hint: Hint) -> str:
        part = "answer" if side == "answer" else "sent"
        key = (part, form.component or form.key)
        if key in self._names:
            return self._names[key]
        own = component_name(form.component or "")
        wanted = own or hint.name
        if own and part == "sent" and form.component in self.shared:
            wanted = f"{own}Input"
        name = self._take(wanted, key)
        if side == "answer" and not own:
            self._unnamed.append(name)
        # What holds a list, or wraps a model, is no thing whose fields they are.
        is_wrapper = re.search("(?:List|Answer|Envelope|Result|Response)$", name) is not None or _is_verb(name)
        noun = "" if is_wrapper else _noun(name) if own else hint.noun or _noun(name)
        schema = self.drafted[name] = Members(description=_described(name, side), type="object")
        if form.component:
            self._say_published(schema, str(form.node.get("description") or ""), name)
        for question in form.questions:
            mark(schema, question)
        if is_mapping(example := form.node.get("example")):
            self.samples[name, ""] = example
        self._waiting.append(lambda: self._fill(schema, form, side, name, noun))
        return name

    def _fill(self, schema: Members, form: Form, side: Side, name: str, noun: str) -> None:
        """Put the fields into a schema."""
        properties = self._properties(form, side, name, noun)
        required = [one for one in as_list(form.node.get("required")) if isinstance(one, str)]
        if side == "answer":
            certain = [one for one in dict.fromkeys(required) if one in properties]
            if certain:
                schema.comment("type", f"Published as required, which is not taken over: {', '.join(certain)}.")
        elif wanted_fields := [one for one in dict.fromkeys(required) if one in properties]:
            schema["required"] = Items(wanted_fields)
        if properties:
            schema["properties"] = properties
        else:
            schema["additionalProperties"] = True

    def _properties(self, form: Form, side: Side, owner: str, noun: str) -> Members:
        found = Members()
        first: dict[str, str] = {}
        at = form.at
        required = as_list(form.node.get("required"))
        for name, schema in as_mapping(form.node.get("properties")).items():
            where = at + pointer("properties", name)
            if as_mapping(schema).get("writeOnly" if side == "answer" else "readOnly") is True:
                self.report.add(f"#{where}: left out, as it is only {'sent' if side == 'answer' else 'answered'}")
                continue
            other = first.setdefault(snake(name), name)
            if other != name:
                self.report.add(f"#{where}: left out, as {shown(name)} and {shown(other)} would be one field")
                continue
            if not snake(name):
                self.report.add(f"#{where}: left out, as {shown(name)} has no letter, and cannot be a field")
                continue
            found[name] = self._property(name, schema, where, side, owner, noun, required=name in required)
        return found

    def _property(
        self, name: str, schema: object, at: str, side: Side, owner: str, noun: str, *, required: bool
    ) -> Members:
        form = self.forms.of(schema, at)
        value = self._of_form(form, side, self._hint(owner, name, noun), optional=side == "answer")
        secret = side == "answer" and form.kind == "string" and _SECRET.search(snake(name))
        if secret and value.get("format") is None:
            value["format"] = "password"
            self.report.add(f"#{at}: taken for a secret, which `repr` leaves out")
        facts = sentences.facts_of(dict(form.node), form.text, sends=side != "answer" and not required)
        if form.kind == "enum" and len(form.values) == 1 and side == "answer":
            facts.insert(0, f"So far always `{form.values[0]}`.")
        written = form.node.get("format") if form.kind == "string" else None
        text = sentences.describe_field(name, noun, facts, kind=form.kind, format=written)
        if name.endswith("_at") and form.kind in ("integer", "number"):
            text += " In Unix seconds."
            mark(value, f"Is `{name}` in Unix seconds? The source does not say how it counts.")
        value.pop("description", None)
        self._say_published(value, form.text, f"{owner} {name}", text, key="description")
        value["description"] = text
        if form.node.get("format") == "uuid":
            self.samples[owner, name] = UUID
        if "example" in form.node:
            self.samples[owner, name] = form.node["example"]
        elif as_list(form.node.get("examples")):
            self.samples[owner, name] = form.node["examples"][0]
        return value

    def _hint(self, owner: str, name: str, noun: str) -> Hint:
        own = pascal(singular_name(name) if plural_name(name) == snake(name) else snake(name))
        base = _stem(owner)
        field_words, base_words = words(own), words(base)
        stem = singular(base_words[-1]) if base_words else ""
        named = own if field_words and field_words[0] == stem and len(field_words) > 0 and not is_taken(own) else ""
        return Hint(_camel(named) if named else _camel(base) + _camel(own), " ".join(words(name)) or noun)

    def _say_published(self, holder: Members, text: str, *known: str, key: str = "description") -> None:
        if text and sentences.says_more(text, *known):
            holder.comment(key, sentences.comment(text))
            self.has_published = True

    # --- Unions -------------------------------------------------------------------------------------------------------

    def _union(self, form: Form, side: Side, hint: Hint, *, null: bool) -> Members:
        objects = [one for one in form.options if one.kind == "object"]
        others = [one for one in form.options if one.kind != "object"]
        arrays = [one for one in others if one.kind == "array"]
        if side == "answer" and len(arrays) > 1:
            # One list of anything that the lists hold: what is read does not depend on which list it was.
            items = {"anyOf": [as_mapping(one.node.get("items")) for one in arrays]}
            key = "|".join(sorted(one.key for one in arrays))
            others = [one for one in others if one.kind != "array"]
            others.append(Form("array", {"type": "array", "items": items}, form.at, key=f"list {key}"))
        if objects and any(one.kind == "map" for one in others) and side == "answer":
            self.report.add(f"#{form.at}: a union of an object and a free map; a free map is taken")
            return Members(type=_type("object", null=null), additionalProperties=True)
        options: list[Members] = []
        if (side == "answer" or form.questions) and len(objects) > 1:
            options.append(_reference(self._together(form, objects, side, hint), null=False))
        else:
            options += [self._of_form(one, side, _numbered(hint, number)) for number, one in enumerate(objects)]
        for one in others:
            options += self._branches(one, side, hint)
        distinct = [one for number, one in enumerate(options) if one not in options[:number]]
        if any(not one for one in distinct):
            return Members()
        if len(distinct) == 1 and not null:
            return distinct[0]
        if null:
            distinct.append(Members(type="null"))
        return Members(anyOf=Items(distinct))

    def _branches(self, form: Form, side: Side, hint: Hint) -> list[Members]:
        value = self._of_form(Form(form.kind, form.node, form.at, False, form.component, form.options, form.values,
                                  form.questions, form.key, form.text), side, hint)  # fmt: skip
        inner = value.get("anyOf")
        return [one for one in inner if one != {"type": "null"}] if is_list(inner) else [value]

    def _together(self, form: Form, objects: list[Form], side: Side, hint: Hint) -> str:
        """One object with the fields of several, as an answer that says nothing is required fits each of them."""
        properties: dict[str, Any] = {}
        for one in objects:
            for name, schema in as_mapping(one.node.get("properties")).items():
                before = properties.get(name)
                if before is None:
                    properties[name] = schema
                elif before != schema:
                    known = before["anyOf"] if is_mapping(before) and set(before) == {"anyOf"} else [before]
                    if schema not in known:
                        properties[name] = {"anyOf": [*known, schema]}
        questions = list(form.questions)
        if not _same_fields(objects):
            tags = ", ".join(one.component or f"#{one.at}" for one in objects[:6])
            what = f"{len(objects)} objects ({tags}{', ...' if len(objects) > 6 else ''})"
            questions.append(f"The source has a union of {what}; their fields were put together. Is that good enough?")
        node = {"type": "object", "properties": properties, "description": form.node.get("description", "")}
        key = form.component or "+".join(sorted(one.component or one.key for one in objects))
        merged = Form("object", node, form.at, component=form.component, questions=questions, key=key, text=form.text)
        return self._object(merged, side, hint)

    # --- Names --------------------------------------------------------------------------------------------------------

    def _take(self, wanted: str, key: tuple[str, str]) -> str:
        if len(self.drafted) - self._before >= _MOST_SCHEMAS:
            reason = f"This operation needs more than {_MOST_SCHEMAS} schemas. Draft a part of it by hand."
            raise self.forms.source.error("", reason)
        name = free_name(wanted, [*self.existing, *self.drafted])
        self._names[key] = name
        if snake(name) != snake(wanted):
            self._wanted[name] = wanted
        return name

    def settle(self) -> dict[str, str]:
        """Find the drafted schemas that the document has already, and those whose name was in use.

        Returns:
            By drafted name, the schema of the document that is the same; nothing of these is to be written.
        """
        same = {name: wanted for name, wanted in self._wanted.items() if wanted in self.existing}
        while True:
            # Schemas that refer to each other are the same together, or not at all.
            differing = [
                name for name, other in same.items() if not _equal(self.drafted[name], self.existing[other], same)
            ]
            if not differing:
                break
            for name in differing:
                del same[name]
        for name in self._unnamed:
            other = None if name in same else self._covering(name)
            if other is not None:
                same[name] = other
                self.report.add(f"`{other}` of the document has the fields of an answer, and is used for it")
        for name, wanted in self._wanted.items():
            if name not in same and wanted in self.existing:
                mark(
                    self.drafted[name],
                    f"The document has another schema `{wanted}`. If both are one, use that in place of `{name}`.",
                )
            elif name not in same and snake(wanted) in {snake(one) for one in self.drafted if one != name}:
                question = f"`{wanted}` is another schema of this draft. Put them together, or rename one."
                mark(self.drafted[name], question)
        return same

    def _covering(self, name: str) -> str | None:
        """The schema of the document that is the thing of a drafted answer: it has all of its fields."""
        properties = as_mapping(self.drafted[name].get("properties"))
        wanted = self._wanted.get(name, name)
        begun = sorted((one for one in self.existing if wanted.startswith(one)), key=len, reverse=True)
        for other in (wanted, _stem(wanted), *begun):
            theirs = as_mapping(as_mapping(self.existing.get(other)).get("properties"))
            if properties and all(
                key in theirs and self._kinds(value) <= self._kinds(theirs[key]) for key, value in properties.items()
            ):
                return other
        return None

    def _kinds(self, schema: object) -> set[str]:
        """The types that a schema allows, without null; those of a named schema are looked up."""
        value = as_mapping(schema)
        if isinstance(ref := value.get("$ref"), str):
            name = ref.removeprefix(_REF)
            value = as_mapping(self.drafted.get(name) or self.existing.get(name))
        options = [kind for one in as_list(value.get("anyOf")) for kind in self._kinds(one)]
        kind = value.get("type")
        return {*options, *([kind] if isinstance(kind, str) else texts(kind))} - {"null"}


def _equal(drafted: Any, existing: Any, same: Mapping[str, str]) -> bool:
    """Whether two schemas accept the same, whatever their descriptions and the order of their keys."""
    if is_mapping(drafted) and is_mapping(existing):
        ours = {key: value for key, value in drafted.items() if key != "description" or is_mapping(value)}
        theirs = {key: value for key, value in existing.items() if key != "description" or is_mapping(value)}
        if ours.keys() != theirs.keys():
            return False
        return all(_equal_member(key, value, theirs[key], same) for key, value in ours.items())
    if is_list(drafted) and is_list(existing):
        return len(drafted) == len(existing) and all(
            _equal(one, two, same) for one, two in zip(drafted, existing, strict=True)
        )
    return type(drafted) is type(existing) and bool(drafted == existing)


def _equal_member(key: str, drafted: Any, existing: Any, same: Mapping[str, str]) -> bool:
    if key == "$ref" and isinstance(drafted, str):
        name = drafted.removeprefix(_REF)
        return bool(_REF + same.get(name, name) == existing)
    if key in ("required", "enum") and is_list(drafted) and is_list(existing):
        return sorted(map(str, drafted)) == sorted(map(str, existing))
    return _equal(drafted, existing, same)


def renamed(value: Any, names: Mapping[str, str]) -> None:
    """Put other names into the references of a drafted value, in place."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if is_mapping(here):
            ref = here.get("$ref")
            if isinstance(ref, str) and ref.removeprefix(_REF) in names:
                here["$ref"] = _REF + names[ref.removeprefix(_REF)]
            waiting += here.values()
        elif is_list(here):
            waiting += here


def references(value: Any) -> Iterator[str]:
    """The names of the schemas that a drafted value refers to."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if is_mapping(here):
            ref = here.get("$ref")
            if isinstance(ref, str) and ref.startswith(_REF):
                yield ref.removeprefix(_REF)
            waiting += here.values()
        elif is_list(here):
            waiting += here


def _reference(name: str, *, null: bool) -> Members:
    ref = Members({"$ref": _REF + name})
    return Members(anyOf=Items([ref, Members(type="null")])) if null else ref


def _type(name: str, *, null: bool) -> Any:
    return Items([name, "null"]) if null else name


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _camel(name: str) -> str:
    return name[:1].upper() + name[1:]


def _singular_pascal(name: str) -> str:
    found = re.fullmatch(r"(.*?)([A-Z][a-z0-9]+)", name)
    return found[1] + singular(found[2].lower()).capitalize() if found else name


def _numbered(hint: Hint, number: int) -> Hint:
    return Hint(hint.name if not number else f"{hint.name}{number + 1}", hint.noun)


def _stem(name: str) -> str:
    """The name of a thing, from that of a message about it: `Folder`, of `CreateFolderRequest`."""
    parts = re.findall("[A-Z][a-z0-9]*|[a-z0-9]+", re.sub(f"(?:{_MESSAGES})$", "", name) or name)
    if len(parts) > 1 and sentences.is_verb(parts[0]):
        parts = parts[1:]
    return "".join(parts)


_MESSAGES: Final = "Answer|Envelope|List|Result|Params|Response|Request|Schema|Input|Body"


def _noun(name: str) -> str:
    return " ".join(words(_stem(name)))


def _is_verb(name: str) -> bool:
    parts = words(name)
    return len(parts) > 1 and sentences.is_verb(parts[0])


def _described(name: str, side: Side) -> str:
    found = re.fullmatch(f"(.+?)({_MESSAGES})", name)
    noun = " ".join(words(found[1] if found else name))
    if found and _is_verb(name):
        return f"What is sent to {noun}." if side != "answer" else f"The answer to a request to {noun}."
    match found[2] if found else "":
        case "Params" | "Input" | "Body":
            return f"What is sent about {sentences.article(noun)}."
        case "List":
            return f"A list of {' '.join(words(plural_name(noun)))}."
        case "Answer" | "Envelope" | "Result" | "Response":
            return f"An answer about {sentences.article(noun)}."
        case _:
            noun = " ".join(words(name))
            return f"{sentences.article(noun).capitalize()}."


def _same_fields(objects: Iterable[Form]) -> bool:
    """Whether objects have the same fields, as the two sides of an envelope have: data, or an error."""
    fields = [frozenset(as_mapping(one.node.get("properties"))) for one in objects]
    return len(set(fields)) == 1
