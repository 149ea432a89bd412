# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The models that Lumenfall offers."""

from __future__ import annotations

from typing import Final

from .._runtime.http.call import Answer, Call
from .._runtime.http.call_arguments import CalledMethod
from .._runtime.http.resource import AsyncResource, Resource
from .._runtime.lists.pages import AsyncPages, AsyncSource, Source
from .._runtime.lists.pagination import Pagination
from .._runtime.values.encoding import path_segment
from ..models import AsyncModelsListPage, ModelInfo, ModelList, ModelsListPage
from ..types import Response

list_method: Final = CalledMethod("models.list", "GET", "/openai/v1/models")
get_method: Final = CalledMethod("models.get", "GET", "/openai/v1/models/{model}")


class ModelsResource(Resource):
    """The models that Lumenfall offers.

    `Lumenfall` lists the errors that every call may raise.
    """

    def list(self, *, max_items: int | None = None, resume: str | None = None) -> ModelsListPage:
        """List the models that you can use.

        Returns all models at once. Their ids are what other calls take as `model`.

        Documentation: https://docs.lumenfall.ai/api-reference/models/list

        Args:
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            PaginationError: The pages contradict each other.
        """
        return self.list_detailed(max_items=max_items, resume=resume).parsed

    def list_detailed(self, *, max_items: int | None = None, resume: str | None = None) -> Response[ModelsListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call()
            _source: Source[ModelsListPage] = Source(self._engine, _call, list_answer, LIST_PAGES, ModelsListPage)
            _first = _source.first(max_items, resume)
        return _source.fetch(_first)

    def get(self, model: str) -> ModelInfo:
        """Get a model by its id.

        Returns the same object that the list of models contains.

        Documentation: https://docs.lumenfall.ai/api-reference/models/get

        Args:
            model: The id of the model, such as `gemini-3-pro-image` or `vertex/gemini-3-pro-image`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return self.get_detailed(model).parsed

    def get_detailed(self, model: str) -> Response[ModelInfo]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(model)
        return self._engine.send(_call, get_answer)


class AsyncModelsResource(AsyncResource):
    """The models that Lumenfall offers.

    `AsyncLumenfall` lists the errors that every call may raise.
    """

    def list(
        self, *, max_items: int | None = None, resume: str | None = None
    ) -> AsyncPages[AsyncModelsListPage, ModelInfo]:
        """List the models that you can use.

        Returns all models at once. Their ids are what other calls take as `model`.

        Documentation: https://docs.lumenfall.ai/api-reference/models/list

        Args:
            max_items: The most items that iterating gives, over all pages.
            resume: The `resume_token` of a page: continues after it, with the same other arguments.

        Raises:
            PaginationError: The pages contradict each other.
        """
        return AsyncPages(lambda: self.list_detailed(max_items=max_items, resume=resume))

    async def list_detailed(
        self, *, max_items: int | None = None, resume: str | None = None
    ) -> Response[AsyncModelsListPage]:
        """Do the same as `list`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(list_method):
            _call = list_call()
            _source: AsyncSource[AsyncModelsListPage] = AsyncSource(
                self._engine, _call, list_answer, LIST_PAGES, AsyncModelsListPage
            )
            _first = _source.first(max_items, resume)
        return await _source.fetch(_first)

    async def get(self, model: str) -> ModelInfo:
        """Get a model by its id.

        Returns the same object that the list of models contains.

        Documentation: https://docs.lumenfall.ai/api-reference/models/get

        Args:
            model: The id of the model, such as `gemini-3-pro-image` or `vertex/gemini-3-pro-image`.

        Raises:
            InvalidArgumentError: An argument cannot be sent. No request was sent.
            NotFoundError: 404: The model does not exist (code `MODEL_NOT_FOUND`) or is disabled (code
                `MODEL_DISABLED`).
        """
        return (await self.get_detailed(model)).parsed

    async def get_detailed(self, model: str) -> Response[ModelInfo]:
        """Do the same as `get`, and return the result with the status, headers and raw body."""
        with self._engine.arguments_of(get_method):
            _call = get_call(model)
        return await self._engine.send(_call, get_answer)


def list_call() -> Call:
    """Build the request of `models.list`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(operation="models_list", method="GET", path="/openai/v1/models")


def list_answer(answer: Answer) -> ModelList:
    """Read the response of `models.list`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return ModelList.from_dict(answer.json())


LIST_PAGES: Final = Pagination(scheme="none", items=("data",), json_path=("data",), in_body=True)
"""How `models.list` gives its items page by page."""


def get_call(model: str) -> Call:
    """Build the request of `models.get`.

    Raises:
        InvalidArgumentError: An argument cannot be sent.
    """
    return Call(operation="models_get", method="GET", path=f"/openai/v1/models/{path_segment(model, 'model')}")


def get_answer(answer: Answer) -> ModelInfo:
    """Read the response of `models.get`.

    Raises:
        ResponseDecodeError: The response does not match the documentation.
    """
    return ModelInfo.from_dict(answer.json())


__all__ = ["AsyncModelsResource", "ModelsResource"]
