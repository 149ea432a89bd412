"""PromptLayer's behaviour that OpenAPI cannot describe: `success: false` with status 200, and the forms of its 422.

It adds `ValidationProblem` and `validation_problems` to the package's root.
"""

from .validation import ValidationProblem, validation_problems

__all__ = ["ValidationProblem", "validation_problems"]
