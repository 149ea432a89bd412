"""Drafted operations: parameters, body, answers, examples and texts by the rules of `openapi/README.md`."""

from __future__ import annotations

import builtins
import copy
import keyword
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final

from attrs import define, field, frozen

from ...contract.extensions import LENIENT
from ...contract.findings import InputError, pointer
from ...contract.json_tree import as_list, as_mapping, is_list, is_mapping, is_text, shown, snake, texts
from ...contract.sample_values import UUID, sample
from . import names, sentences
from .example_checks import fits, misfit
from .forms import Forms
from .marks import Report, mark
from .published_source import METHODS, PublishedOperation, Source, Wanted
from .schemas import Hint, Schemas, Side, references
from .yaml_blocks import Items, Members

_NO_BODY: Final = ("204", "205", "304")
_IGNORED_HEADERS: Final = ("accept", "content-type", "authorization")
_STATUS_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "400": ("BadRequest", "The call is malformed, or a parameter is not valid."),
    "401": ("Unauthorized", "The API key is missing or not valid."),
    "402": ("PaymentRequired", "The balance is too low."),
    "403": ("Forbidden", "The API key may not do this."),
    "404": ("NotFound", "There is no such thing, or none that this key may see."),
    "409": ("Conflict", "The call conflicts with what is there already."),
    "413": ("PayloadTooLarge", "The body is too large."),
    "415": ("UnsupportedMediaType", "The body is of a type that the server does not take."),
    "422": ("Unprocessable", "A parameter or a field of the body is not valid."),
    "429": ("RateLimited", "Too many calls in too short a time."),
    "500": ("ServerError", "The server failed."),
}
_EXAMPLE_NAMES: Final = {"400": "invalid", "401": "unauthorized", "404": "not_found", "422": "invalid",
                         "429": "rate_limited"}  # fmt: skip
_CLIENT_NAMES: Final = frozenset({"close", "aclose", "with_options", "warm_up"})
_NO_URL: Final = "TODO(draft): the URL of the documentation page"


@frozen
class DraftedOperation:
    """An operation that is to be written."""

    id: str
    tag: str
    method: str
    path: str
    data: Members
    page: str | None


@define
class Drafting:
    """Draws up operations of one source for one document."""

    source: Source
    document: Mapping[str, Any]
    envelope: str | None
    """The member in which the provider's answers wrap their model."""
    report: Report = field(factory=Report)
    operations: list[DraftedOperation] = field(factory=list[DraftedOperation])
    responses: dict[str, Members] = field(factory=dict[str, Members])
    """Error answers that the document lacks, by name."""
    tags: dict[str, Members] = field(factory=dict[str, Members])
    """Tags that the document lacks."""
    schemas: Schemas = field(init=False)

    def __attrs_post_init__(self) -> None:
        forms = Forms(self.source, self.report)
        self.schemas = Schemas(forms, self.report, self.components("schemas"), _shared(self.source))

    def components(self, kind: str) -> dict[str, Any]:
        """The components of a kind that the document has."""
        return as_mapping(as_mapping(self.document.get("components")).get(kind))

    def existing(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """The operations that the document has: path, method, operation."""
        for path, item in as_mapping(self.document.get("paths")).items():
            for method in METHODS:
                if is_mapping(data := as_mapping(item).get(method)):
                    yield path, method, data

    def named_schemas(self) -> dict[str, Any]:
        """The schemas that the document has, and those drafted so far."""
        return {**self.components("schemas"), **self.schemas.drafted}

    def known(self, name: str) -> Mapping[str, Any]:
        """A schema that was drafted, or that the document has."""
        return self.schemas.drafted.get(name) or as_mapping(self.components("schemas").get(name))

    # --- One operation ------------------------------------------------------------------------------------------------

    def add(self, operation: PublishedOperation, wanted: Wanted) -> None:
        """Draw up one operation, unless the document has it.

        Raises:
            InputError: It cannot be drafted, or its name is in use.
        """
        path, renames = self._path(operation)
        for known_path, known_method, known in self.existing():
            if known_method == operation.method and _template(known_path) == _template(path):
                name = known.get("operationId")
                self.report.add(f"{operation.place}: stands in the document already, as {shown(name)}; left as it is")
                return
        self.schemas.begin()
        tag, method, guessed = self._name(operation, wanted, path)
        draft = _Operation(self, operation, wanted, tag, method, path, renames)
        data = draft.data(guessed=guessed)
        self.operations.append(
            DraftedOperation(f"{snake(tag)}_{method}", tag, operation.method, path, data, draft.page)
        )
        self._declare(tag)

    def _path(self, operation: PublishedOperation) -> tuple[str, dict[str, str]]:
        """The path in our document, and the names of its parameters by those of the source."""
        servers = [str(as_mapping(one).get("url")) for one in as_list(self.document.get("servers"))]
        prefix = self.source.server_path
        if prefix and any(url.endswith(prefix) for url in servers):
            prefix = ""
        published = prefix + operation.path
        if prefix:
            self.report.add(f"paths begin with {shown(prefix)}, which the source has in its server's URL")
        renames: dict[str, str] = {}
        in_path = [parameter for _, parameter in operation.parameters if parameter.get("in") == "path"]
        declared = {str(parameter.get("name")): parameter for parameter in in_path}
        for name in re.findall(r"\{([^{}]+)\}", published):
            own = names.path_parameter(name, published, takes_id=_takes_id(name, declared.get(name, {})))
            while own in renames.values():
                own = f"other_{own}"
            renames[name] = own
        path = re.sub(r"\{([^{}]+)\}", lambda found: "{" + renames.get(found[1], found[1]) + "}", published)
        for known in [*as_mapping(self.document.get("paths")), *(one.path for one in self.operations)]:
            if _template(known) == _template(path):
                theirs = re.findall(r"\{([^{}]+)\}", known)
                ours = re.findall(r"\{([^{}]+)\}", published)
                return known, dict(zip(ours, theirs, strict=True))
        return path, renames

    def _name(self, operation: PublishedOperation, wanted: Wanted, path: str) -> tuple[str, str, bool]:
        """Tag, method, and whether they were guessed."""
        declared = [str(as_mapping(tag).get("name")) for tag in as_list(self.document.get("tags"))]
        known = [*declared, *self.tags]
        used = {str(data.get("operationId")) for _, _, data in self.existing()} | {one.id for one in self.operations}
        if wanted.name is not None:
            found = names.split_operation_id(wanted.name, known)
            if found is None:
                raise wanted.error(f"Where does the tag of {shown(wanted.name)} end? Write `tag.method`.")
            tag, method = found
            name = f"{snake(tag)}_{method}"
            if not _is_snake(snake(tag)) or not _is_attribute(snake(tag)):
                raise wanted.error(f"{shown(tag)} cannot be an attribute of the client. Choose another tag.")
            if not _is_snake(method) or keyword.iskeyword(method) or method.endswith("_detailed"):
                raise wanted.error(f"{shown(method)} cannot be a method, or clashes with a generated one. Rename it.")
            if name in used:
                raise wanted.error(f"The operationId {shown(name)} is in use. Choose another name.")
            return tag, method, False
        tag = names.resource(operation.path, operation.tags, known)
        tag = tag if _is_attribute(tag) else f"{tag}_resource"
        method = names.method_name(tag, operation.method, path)
        number = 1
        while f"{snake(tag)}_{method}" in used:
            number += 1
            method = f"{names.method_name(tag, operation.method, path)}_{number}"
        return tag, method, True

    def _declare(self, tag: str) -> None:
        declared = [as_mapping(one).get("name") for one in as_list(self.document.get("tags"))]
        if tag in declared or tag in self.tags:
            return
        noun = " ".join(names.words(names.plural_name(tag)))
        self.tags[tag] = Members(name=tag, description=f"{noun.capitalize()}.")
        for one in as_list(self.source.data.get("tags")):
            if snake(str(as_mapping(one).get("name"))) == tag and is_text(text := as_mapping(one).get("description")):
                self.tags[tag].comment("description", sentences.comment(text))
        mark(self.tags[tag], f"Say in a sentence what `client.{snake(tag)}` is about.")

    # --- What operations share ----------------------------------------------------------------------------------------

    def security(self) -> Any:
        """The requirement that the document's operations have."""
        for _, _, data in self.existing():
            if as_list(data.get("security")):
                return copy.deepcopy(data["security"])
        return Items([Members({name: Items()}) for name in list(self.components("securitySchemes"))[:1]])

    def common_statuses(self) -> list[str]:
        """The error statuses that every operation of the document has, whatever it does."""
        found = [set(as_mapping(data.get("responses"))) for _, _, data in self.existing()]
        shared = found[0].intersection(*found) if found else set[str]()
        return sorted(status for status in shared if re.fullmatch("401|402|429|5[0-9][0-9]", status))

    def common_headers(self) -> dict[str, Any]:
        """The headers that every answer of success of the document has."""
        found = [
            as_mapping(as_mapping(answer).get("headers"))
            for _, _, data in self.existing()
            for status, answer in as_mapping(data.get("responses")).items()
            if status.startswith("2") and status not in _NO_BODY
        ]
        first = found[0] if found else {}
        return copy.deepcopy(first) if all(one == first for one in found) else {}

    def error_answer(self, status: str, published: object, at: str) -> Members:
        """A reference to the error answer for a status: one of the document, else a drafted one."""
        refs = Counter[str]()
        for _, _, data in self.existing():
            ref = as_mapping(as_mapping(data.get("responses")).get(status)).get("$ref")
            if isinstance(ref, str):
                refs[ref] += 1
        name, text = _status_name(status)
        if refs:
            ref = refs.most_common(1)[0][0]
            used = ref.rpartition("/")[2]
            said = as_mapping(self.components("responses").get(used)).get("description")
            self.report.add(f"status {status}: `{used}` of the document is used ({said})")
            return Members({"$ref": ref})
        if name not in self.responses and name not in self.components("responses"):
            self.responses[name] = self._error_response(status, text, published, at)
            self.report.add(f"status {status}: the document had no answer for it; `{name}` is new")
        return Members({"$ref": f"#/components/responses/{name}"})

    def _error_response(self, status: str, text: str, published: object, at: str) -> Members:
        response, where = self.source.follow(published, at)
        found = Members(description=text)
        if is_text(said := response.get("description")) and sentences.says_more(said, text, status):
            found.comment("description", sentences.comment(said))
        schema, value = self._error_schema()
        if not schema:
            media_type, media = _json_media(response)
            if media is not None:
                hint = Hint("ErrorAnswer", "error")
                inner = where + pointer("content", media_type, "schema")
                schema = self.schemas.draft(self.schemas.forms.of(media.get("schema"), inner), "answer", hint)
            value = sample(schema, "error", self.known, self.schemas.samples, item_name=names.singular)
            if not schema:
                schema = Members(description="Any JSON.")
                mark(found, f"The source does not say what status {status} answers with. Say it.")
        example = Members(summary=f"{text.rstrip('.')} (follows the documented shape).")
        phrase = (
            HTTPStatus(int(status)).phrase if status in {str(one.value) for one in HTTPStatus} else f"Error {status}"
        )
        example["value"] = _with_message(value, phrase)
        name = "server_error" if status.startswith("5") else _EXAMPLE_NAMES.get(status, snake(phrase))
        examples = Members({name: example})
        found["content"] = Members({"application/json": Members(schema=schema, examples=examples)})
        return found

    def _error_schema(self) -> tuple[Members, Any]:
        """The schema that the document's error answers have, with an example."""
        found = Counter[str]()
        values: dict[str, Any] = {}
        for response in [*self.components("responses").values(), *self.responses.values()]:
            _, media = _json_media(as_mapping(response))
            ref = as_mapping(as_mapping(media).get("schema")).get("$ref")
            if isinstance(ref, str):
                found[ref] += 1
                for example in as_mapping(as_mapping(media).get("examples")).values():
                    values.setdefault(ref, as_mapping(example).get("value"))
        if not found:
            return Members(), None
        ref = found.most_common(1)[0][0]
        return Members({"$ref": ref}), copy.deepcopy(values.get(ref))


class _Operation:
    """One operation that is being drawn up."""

    def __init__(
        self,
        drafting: Drafting,
        operation: PublishedOperation,
        wanted: Wanted,
        tag: str,
        method: str,
        path: str,
        renames: Mapping[str, str],
    ) -> None:
        self.drafting = drafting
        self.schemas = drafting.schemas
        self.report = drafting.report
        self.operation = operation
        self.tag = tag
        self.method = method
        self.path = path
        self.renames = renames
        self.questions: list[str] = []
        self.noun = " ".join(names.words(names.singular_name(tag)))
        own = as_mapping(operation.data.get("externalDocs")).get("url")
        self.page = wanted.page or (own if isinstance(own, str) and re.match(r"https?://[^\s/]+\S*$", own) else None)
        self.where = operation.place

    @property
    def one(self) -> str:
        """The resource in PascalCase, in the singular."""
        return "".join(word.capitalize() for word in names.words(names.singular_name(self.tag)))

    def data(self, *, guessed: bool) -> Members:
        """The operation."""
        published = self.operation.data
        found = Members(operationId=f"{snake(self.tag)}_{self.method}", tags=Items([self.tag]))
        found["summary"] = sentences.summary(published.get("summary"), self.tag, self.method)
        found["description"] = ""
        if is_text(text := published.get("description")) and sentences.says_more(text, self.tag, found["summary"]):
            found.comment("description", sentences.comment(text))
            self.schemas.has_published = True
        found["externalDocs"] = self._docs()
        found["security"] = self.drafting.security()
        if published.get("security") == []:
            self.report.add(f"{self.where}: published as needing no key; the client sends it all the same")
        if published.get("deprecated") is True:
            self.report.add(f"{self.where}: published as deprecated")
            found["deprecated"] = True
        if self.operation.method == "post":
            self.report.add(f"{self.where}: if repeating it does no harm, add `x-idempotent: true`")
        parameters = self._parameters()
        body = self._body()
        responses, answer = self._responses()
        found["description"] = answer
        if parameters:
            self._same_id(parameters, responses)
            found["parameters"] = parameters
        if body is not None:
            found["requestBody"] = body
        found["responses"] = responses
        if guessed:
            self.questions.append(
                f"Is `client.{snake(self.tag)}.{self.method}` a good name? It was made from the path and a tag."
            )
        if self.schemas.has_published:
            self.questions.append(
                "Texts were made from names. State anew what the `Published:` comments of this operation and its "
                "schemas add, then remove the comments."
            )
        ordered = Members()
        ordered.comments = found.comments
        for key, value in found.items():
            ordered[key] = value
            if key == "security":
                for question in self.questions:
                    mark(ordered, question)
        return ordered

    def _docs(self) -> Members:
        title = str(as_mapping(self.drafting.document.get("info")).get("title") or "Provider")
        published = self.operation.data.get("summary")
        page = " ".join(published.split()) if is_text(published) else f"{self.operation.place}"
        docs = Members(url=self.page or _NO_URL, description=f'{title} API reference, page "{page}".')
        if self.page is None:
            mark(docs, "Which page describes this operation? Put its URL here, and into the row of pages.yaml.")
        return docs

    # --- Parameters ---------------------------------------------------------------------------------------------------

    def _parameters(self) -> Items:
        found = Items()
        listed = sorted(self.operation.parameters, key=lambda one: one[1].get("in") != "path")
        for at, published in listed:
            name, place = published.get("name"), published.get("in")
            if not isinstance(name, str) or place not in ("path", "query", "header", "cookie"):
                self.report.add(f"{self.where}: #{at} is no parameter, and passed over")
            elif place == "path" and name not in self.renames:
                self.report.add(f"{self.where}: the path has no {shown(name)}, so this parameter is left out")
            elif place == "cookie" or (place == "header" and self._is_sent_anyway(name)):
                self.report.add(f"{self.where}: the {place} {shown(name)} is left out; the client sends what is needed")
            else:
                found.append(self._parameter(name, place, published, at))
                if place == "path" and self.renames.get(name, name) != name:
                    found.comment(f"The published document calls this parameter `{name}`.")
        declared = {one["name"] for one in found if one["in"] == "path"}
        for name in re.findall(r"\{([^{}]+)\}", self.path):
            if name not in declared:
                undeclared = {"name": name, "in": "path", "schema": {"type": "string"}}
                found.insert(0, self._parameter(name, "path", undeclared, self.operation.pointer))
                mark(found[0], f"The source has `{name}` in the path, but does not declare it. What does it take?")
        return found

    def _is_sent_anyway(self, name: str) -> bool:
        schemes = self.drafting.components("securitySchemes").values()
        keys = [str(as_mapping(one).get("name")).lower() for one in schemes]
        return name.lower() in (*_IGNORED_HEADERS, *keys)

    def _parameter(self, name: str, place: str, published: Mapping[str, Any], at: str) -> Members:
        own = self.renames.get(name, name) if place == "path" else name
        schema = published.get("schema")
        found = Members({"name": own, "in": place, "required": place == "path" or published.get("required") is True})
        if not is_mapping(schema):
            schema = {"type": "string"}
            mark(found, f"The source has no plain schema for `{name}`: how is it written into the {place}?")
        hint = Hint(_parameter_hint(self.one, name), " ".join(names.words(name)))
        form = self.schemas.forms.of(schema, at + "/schema")
        value = self.schemas.draft(form, "parameter", hint)
        value.pop("description", None)
        text = str(published.get("description") or form.text or form.node.get("description") or "")
        facts = sentences.facts_of(dict(form.node), text, sends=not found["required"])
        if published.get("deprecated") is True and "Deprecated." not in facts:
            facts.append("Deprecated.")
        parent = "" if own.endswith("_id") else self.noun if place == "path" else ""
        written = form.node.get("format") if form.kind == "string" else None
        found["description"] = sentences.describe_field(own, parent, facts, kind=form.kind, format=written)
        if sentences.says_more(text, self.tag, own, found["description"], self.path):
            found.comment("description", sentences.comment(text))
            self.schemas.has_published = True
        if form.kind in ("object", "map"):
            mark(found, f"`{name}` is an object: how is it written into the {place}?")
        if form.kind == "array" and (published.get("style", "form") != "form" or published.get("explode") is False):
            self.report.add(f"{self.where}: {shown(name)} is written in style {shown(published.get('style', 'form'))}")
        found["schema"] = value
        found["example"] = self._example(own, place, published, value)
        return found

    def _example(self, name: str, place: str, published: Mapping[str, Any], schema: Members) -> Any:
        examples = [as_mapping(one).get("value") for one in as_mapping(published.get("examples")).values()]
        node = as_mapping(published.get("schema"))
        shown_values = [published.get("example"), *examples, node.get("example"), *as_list(node.get("examples"))]
        candidates = [*shown_values, node.get("default")]
        for one in candidates:
            if one is None or _is_placeholder(one):
                continue
            if misfit(one, schema, self.drafting.named_schemas()) is None:
                return one
            self.report.add(
                f"{self.where}: the published example {shown(one)} of {shown(name)} does not fit its schema"
            )
        operations: list[dict[str, Any]] = [one.data for one in self.drafting.operations]
        operations += [data for _, _, data in self.drafting.existing()]
        for parameter in (one for data in operations for one in as_list(data.get("parameters"))):
            # The fake finds one thing by all its operations.
            known = as_mapping(parameter)
            if place == "path" and known.get("name") == name and fits(known.get("example"), schema):
                return known.get("example")
        if node.get("format") == "uuid":
            return UUID
        return sample(schema, name, self.drafting.known, {}, item_name=names.singular)

    def _same_id(self, parameters: Items, responses: Members) -> None:
        """Let the id at the end of a GET's path be that of the answer's example."""
        last = next((one for one in parameters if self.path.endswith("{" + one["name"] + "}")), None)
        if last is None or self.operation.method != "get" or last["in"] != "path":
            return
        _, media = _json_media(as_mapping(responses.get("200")))
        examples = list(as_mapping(as_mapping(media).get("examples")).values())
        value = as_mapping(examples[0]).get("value") if examples else None
        for holder in [value, *(as_mapping(value).values())]:
            for key in (last["name"], "id") if last["name"].endswith("_id") else (last["name"],):
                found = as_mapping(holder).get(key)
                if type(found) is type(last["example"]) and fits(found, last["schema"]):
                    last["example"] = found
                    return

    # --- Body ---------------------------------------------------------------------------------------------------------

    def _body(self) -> Members | None:
        published = self.operation.data.get("requestBody")
        if published is None:
            return None
        body, at = self.drafting.source.follow(published, self.operation.pointer + "/requestBody")
        content = as_mapping(body.get("content"))
        if not content:
            self.report.add(f"{self.where}: the request body has no content, and is left out")
            return None
        chosen = _preferred(content)
        for other in content:
            if other != chosen:
                self.report.add(f"{self.where}: a body of {shown(other)} is left out beside {shown(chosen)}")
        found = Members(required=body.get("required") is True)
        found["description"] = f"What `{snake(self.tag)}.{self.method}` sends."
        if is_text(text := body.get("description")) and sentences.says_more(text, self.tag, self.method):
            found.comment("description", sentences.comment(text))
            self.schemas.has_published = True
        hint = Hint(self.one + "".join(word.capitalize() for word in self.method.split("_")) + "Params", self.noun)
        media = as_mapping(content[chosen])
        where = at + pointer("content", chosen)
        found["content"] = Members({chosen: self._media(media, where, chosen, "body", hint)})
        return found

    def _media(self, media: Mapping[str, Any], at: str, media_type: str, side: Side, hint: Hint) -> Members:
        form = self.schemas.forms.of(media.get("schema", {}), at + "/schema")
        if not _is_json(media_type) and side == "answer" and form.kind in ("any", "string"):
            binary = {} if media_type.startswith("text/") else {"format": "binary"}
            schema = Members(type="string", **binary)
        else:
            schema = self.schemas.draft(form, side, hint)
        if not schema:
            schema["description"] = "Any JSON."
        examples = self._examples(media, form.node, schema, side)
        return Members(schema=schema, examples=examples)

    def _examples(self, media: Mapping[str, Any], node: Mapping[str, Any], schema: Members, side: Side) -> Members:
        found = Members()
        published = as_mapping(media.get("examples"))
        for name, one in published.items():
            example, _ = self.drafting.source.follow(one, "")
            if "value" in example:
                summary = example.get("summary")
                text = f"{' '.join(summary.split()).rstrip('.')} (published)." if is_text(summary) else "As published."
                self._take_example(found, snake(name) or "example", text, example["value"], schema)
        for value in (media.get("example"), node.get("example")):
            if value is not None and not found:
                self._take_example(found, self._example_name(side), "As published.", value, schema)
        if not found:
            value = sample(
                schema,
                self.noun,
                self.drafting.known,
                self.schemas.samples,
                item_name=names.singular,
                is_body=side == "body",
            )
            text = f"{'A call' if side == 'body' else 'An answer'} (follows the published fields)."
            found[self._example_name(side)] = Members(summary=text, value=value)
        return found

    def _take_example(self, found: Members, name: str, text: str, value: Any, schema: Members) -> None:
        """Take a published example over, with a mark if it does not fit what is published of it."""
        if _has_placeholder(value):
            self.report.add(f"{self.where}: the published example {shown(name)} has placeholders, and is left out")
            return
        example = Members(summary=text, value=value)
        problem = misfit(value, schema, self.drafting.named_schemas())
        if problem is not None and misfit(value, schema, self.drafting.named_schemas(), formats=False) is None:
            example = Members({"summary": text, LENIENT: True, "value": value})
        elif problem is not None:
            mark(example, f"The published example does not fit the published schema: {problem} Which is right?")
        elif is_mapping(value) and value and not self._has_known_field(value, schema):
            mark(example, "None of the fields of the published example is in the published schema. Which is right?")
        found[name] = example

    def _has_known_field(self, value: Mapping[str, Any], schema: Mapping[str, Any]) -> bool:
        known = [as_mapping(self.drafting.known(name).get("properties")) for name in references(schema)]
        return not any(known) or any(key in fields for key in value for fields in known)

    def _example_name(self, side: Side) -> str:
        return self.method if side == "body" else snake(self.one) or "answer"

    # --- Answers ------------------------------------------------------------------------------------------------------

    def _responses(self) -> tuple[Members, str]:
        published = as_mapping(self.operation.data.get("responses"))
        found: dict[str, Members] = {}
        said = ""
        for status, response in published.items():
            at = self.operation.pointer + pointer("responses", status)
            exact = {"2XX": "200", "2xx": "200"}.get(status, status)
            if not re.fullmatch("[1-5][0-9][0-9]", exact):
                if not status.startswith("x-"):
                    self.report.add(
                        f"{self.where}: the answer {shown(status)} is left out: our documents list each status"
                    )
            elif exact.startswith("2"):
                found[exact], text = self._success(exact, response, at)
                said = said or text
            elif exact[0] in "45":
                found[exact] = self.drafting.error_answer(exact, response, at)
            else:
                self.report.add(f"{self.where}: the answer {shown(status)} is left out: the client raises for it")
        if not any(status.startswith("2") for status in found):
            found["200"] = Members(description="The answer.")
            mark(found["200"], "The source documents no answer of success. What does the server answer?")
        for status in self.drafting.common_statuses():
            if status not in found:
                found[status] = self.drafting.error_answer(status, {}, self.operation.pointer)
                self.report.add(
                    f"status {status}: added where the source lacks it, as every operation of the document has it"
                )
        return Members({status: found[status] for status in sorted(found)}), said or "Answers without a body."

    def _success(self, status: str, published: object, at: str) -> tuple[Members, str]:
        response, at = self.drafting.source.follow(published, at)
        content = as_mapping(response.get("content"))
        found = Members(description="")
        if status in _NO_BODY:
            found["description"] = "It was done. There is no body."
            if content:
                self.report.add(f"{self.where}: the body of status {status} is left out: there can be none")
            return found, "Answers without a body."
        headers = self._headers(response, at)
        if headers:
            found["headers"] = headers
        if not content:
            found["description"] = "The answer."
            any_json = Members(schema=Members(description="Any JSON."))
            example = Members(summary="An answer (made up: the body is not published).", value=Members())
            any_json["examples"] = Members({"answer": example})
            found["content"] = Members({"application/json": any_json})
            mark(found, f"The source does not say what status {status} answers with. Describe the body.")
            return found, "Answers with JSON that is not documented."
        chosen = _preferred(content)
        for other in content:
            if other != chosen:
                self.report.add(f"{self.where}: an answer of {shown(other)} is left out beside {shown(chosen)}")
        where = at + pointer("content", chosen)
        media = as_mapping(content[chosen])
        drafted = self._media(media, where, chosen, "answer", self._answer_hint(media, where))
        found["content"] = Members({chosen: drafted})
        what = self._what(drafted["schema"])
        found["description"] = f"{what[:1].upper()}{what[1:]}."
        return found, f"Answers with {what}."

    def _headers(self, response: Mapping[str, Any], at: str) -> Members:
        found = Members(self.drafting.common_headers())
        known = {name.lower() for name in found}
        for name, published in as_mapping(response.get("headers")).items():
            header, where = self.drafting.source.follow(published, at + pointer("headers", name))
            form = self.schemas.forms.of(header.get("schema", {"type": "string"}), where + "/schema")
            if name.lower() in (*known, "content-type") or form.kind not in ("string", "integer", "number", "boolean"):
                continue
            text = sentences.describe_field(name, "", (), kind=form.kind)
            found[name] = Members(description=text, schema=Members(type=form.kind))
        return found

    def _answer_hint(self, media: Mapping[str, Any], at: str) -> Hint:
        form = self.schemas.forms.of(media.get("schema", {}), at + "/schema")
        fields = as_mapping(form.node.get("properties"))
        option_fields = [as_mapping(one.node.get("properties")) for one in form.options]
        camel = "".join(word.capitalize() for word in self.method.split("_"))
        envelope = self.drafting.envelope
        if envelope is not None and (envelope in fields or any(envelope in one for one in option_fields)):
            return Hint(f"{self.one}{'' if camel == 'Get' else camel}Envelope", self.noun)
        if camel == "Get":
            return Hint(f"{self.one}Answer" if snake(self.one) in fields else self.one, self.noun)
        return Hint(f"{self.one}{camel}" if camel.startswith("List") else f"{self.one}{camel}Result", self.noun)

    def _what(self, schema: Mapping[str, Any]) -> str:
        """What an answer holds, in words."""
        if schema.get("type") == "array":
            return f"a list of {' '.join(names.words(names.plural_name(self.tag)))}"
        if schema.get("format") == "binary":
            return "the file"
        name = next(references(schema), "")
        if not name:
            return "the result"
        fields = as_mapping(self.drafting.known(name).get("properties"))
        if any("array" in texts_of(fields.get(key)) for key in fields) and self.method.startswith("list"):
            rest = " ".join(self.method.split("_")[1:])
            paged = " A page at a time" if {"page", "cursor", "limit"} & set(self._query_names()) else ""
            many = rest or " ".join(names.words(names.plural_name(self.tag)))
            return f"the {many}{',' if paged else ''}{paged.lower()}"
        return f"the {self.noun}" if self.method.split("_")[0] in ("get", "create", "update") else "the result"

    def _query_names(self) -> list[str]:
        return [str(one.get("name")) for _, one in self.operation.parameters]


def texts_of(schema: object) -> Sequence[str]:
    """The types of a schema."""
    kind = as_mapping(schema).get("type")
    return [kind] if isinstance(kind, str) else texts(kind)


def _shared(source: Source) -> frozenset[str]:
    """The components of a source that are in request bodies and in answers."""
    bodies: list[Any] = []
    answers: list[Any] = []
    for operation in source.operations():
        bodies += [operation.data.get("requestBody"), [one for _, one in operation.parameters]]
        answers.append(operation.data.get("responses"))
    return _reached(source, bodies) & _reached(source, answers)


def _reached(source: Source, roots: list[Any]) -> frozenset[str]:
    waiting, seen, found = list(roots), set[str](), set[str]()
    while waiting:
        here = waiting.pop()
        if is_list(here):
            waiting += here
        elif is_mapping(here):
            ref = here.get("$ref")
            if isinstance(ref, str) and ref.startswith("#/") and ref not in seen:
                seen.add(ref)
                # A reference without a target elsewhere in the source is no matter here.
                with suppress(InputError):
                    waiting.append(source.resolve(ref, ""))
                if ref.startswith("#/components/schemas/"):
                    found.add(ref.rpartition("/")[2])
            waiting += here.values()
    return frozenset(found)


def _template(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _takes_id(name: str, parameter: Mapping[str, Any]) -> bool:
    schema = as_mapping(parameter.get("schema"))
    is_id = re.fullmatch(r"(?:.*_)?u?u?id", snake(name)) is not None
    return is_id or schema.get("format") == "uuid"


def _is_attribute(tag: str) -> bool:
    """Whether a resource can be called so; the generator renames what Python has built in, such as `credits`."""
    return not (keyword.iskeyword(tag) or tag in _CLIENT_NAMES or hasattr(builtins, tag))


def _parameter_hint(resource: str, name: str) -> str:
    camel = "".join(word.capitalize() for word in names.words(name))
    # The two directions are the same for every list.
    return camel if camel in ("SortOrder", "SortDirection", "Order") else resource + camel


def _is_snake(name: str) -> bool:
    return re.fullmatch("[a-z][a-z0-9]*(?:_[a-z0-9]+)*", name) is not None


def _is_json(media_type: str) -> bool:
    return re.fullmatch(r"(?:application/(?:[\w.-]+\+)?json|\*/\*)\s*(?:;.*)?", media_type) is not None


def _is_multipart(media_type: str) -> bool:
    return media_type.startswith("multipart/")


def _is_form(media_type: str) -> bool:
    return "urlencoded" in media_type


def _preferred(content: Mapping[str, Any]) -> str:
    for wanted in (_is_json, _is_multipart, _is_form):
        for name in content:
            if wanted(name):
                return name
    return next(iter(content))


def _json_media(response: Mapping[str, Any]) -> tuple[str, dict[str, Any] | None]:
    for name, media in as_mapping(response.get("content")).items():
        if _is_json(name) and is_mapping(media):
            return name, media
    return "", None


def _has_placeholder(value: object) -> bool:
    waiting: list[tuple[str, object]] = [("", value)]
    while waiting:
        key, here = waiting.pop()
        # `type: string` is what JSON that tells of a schema says in earnest.
        if _is_placeholder(here) and not (key == "type" and here == "string"):
            return True
        if is_mapping(here):
            waiting += here.items()
        elif is_list(here):
            waiting += [("", item) for item in here]
    return False


def _is_placeholder(value: object) -> bool:
    return isinstance(value, str) and (value == "string" or re.fullmatch(r"\s*<[^<>]+>\s*", value) is not None)


def _status_name(status: str) -> tuple[str, str]:
    if status in _STATUS_NAMES:
        return _STATUS_NAMES[status]
    try:
        phrase = HTTPStatus(int(status)).phrase
    except ValueError:
        return f"Status{status}", f"The server answers with status {status}."
    return re.sub("[^A-Za-z]", "", phrase), f"{phrase.capitalize()}."


def _with_message(value: Any, phrase: str) -> Any:
    """An error's body with another message, which does not say that all went well."""
    if not is_mapping(value):
        return value
    found = Members()
    for key, item in value.items():
        says_why = key in ("message", "error", "detail", "msg")
        if says_why and isinstance(item, str):
            found[key] = phrase
        elif key in ("success", "ok") and item is True:
            found[key] = False
        elif not (says_why and item is None):
            found[key] = _with_message(item, phrase)
    return found
