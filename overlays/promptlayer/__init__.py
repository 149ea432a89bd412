"""What PromptLayer's document cannot say: `success: false` at status 200, and 422 in its shapes.

Adds to the package's root: `ValidationProblem`, `validation_problems`.
"""

from .validation import ValidationProblem, validation_problems

__all__ = ["ValidationProblem", "validation_problems"]
