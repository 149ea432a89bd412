# Generated from openapi/promptlayer/document.yaml by `nox -s generate`. Do not edit.
"""The operations of PromptLayer and their documented examples, as JSON."""

from typing import Final

OPERATIONS: Final = r"""
[
 {
  "operation": "requests_get",
  "method": "GET",
  "template": "/api/public/v2/requests/{request_id}",
  "authenticated": true,
  "envelope": null,
  "members": [
   "input_tokens",
   "latency_ms",
   "model",
   "output_tokens",
   "price",
   "prompt_blueprint",
   "provider",
   "request_end_time",
   "request_id",
   "request_start_time",
   "success",
   "tokens",
   "trace_id"
  ],
  "parameters": [
   {
    "name": "request_id",
    "place": "path",
    "type": "integer",
    "required": true,
    "format": null,
    "minimum": 1,
    "maximum": null,
    "example": "12345"
   }
  ],
  "answers": {
   "request": {
    "status_code": 200,
    "json": {
     "success": true,
     "prompt_blueprint": {
      "prompt_template": {
       "type": "chat",
       "messages": [
        {
         "role": "user",
         "content": [
          {
           "type": "text",
           "text": "Hello, world!"
          }
         ]
        }
       ]
      },
      "metadata": {
       "model": {
        "provider": "openai",
        "name": "gpt-4",
        "parameters": {}
       }
      },
      "inference_client_name": null
     },
     "request_id": 12345,
     "provider": "openai",
     "model": "gpt-4",
     "input_tokens": 12,
     "output_tokens": 25,
     "tokens": 37,
     "price": 0.00123,
     "request_start_time": "2024-04-03T20:57:25Z",
     "request_end_time": "2024-04-03T20:57:26Z",
     "latency_ms": 1000,
     "trace_id": "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"
    },
    "headers": {}
   },
   "naive_times": {
    "status_code": 200,
    "json": {
     "success": true,
     "prompt_blueprint": {
      "prompt_template": {
       "type": "chat",
       "messages": [
        {
         "role": "user",
         "content": [
          {
           "type": "text",
           "text": "Hello, world!"
          }
         ]
        }
       ]
      },
      "metadata": {
       "model": {
        "provider": "openai",
        "name": "gpt-4",
        "parameters": {}
       }
      },
      "inference_client_name": null
     },
     "request_id": 12345,
     "provider": "openai",
     "model": "gpt-4",
     "input_tokens": 12,
     "output_tokens": 25,
     "tokens": 37,
     "price": 0.00123,
     "request_start_time": "2024-04-03T20:57:25",
     "request_end_time": "2024-04-03T20:57:26",
     "latency_ms": 1000.0,
     "trace_id": "a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6"
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "success": false,
     "message": "Invalid API key"
    },
    "headers": {}
   },
   "forbidden": {
    "status_code": 403,
    "json": {
     "success": false,
     "error": "You do not have access to this request"
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "success": false,
     "message": "Request not found"
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 422,
    "json": {
     "detail": [
      {
       "loc": [
        "path",
        "request_id"
       ],
       "msg": "Input should be greater than or equal to 1",
       "type": "greater_than_equal"
      }
     ]
    },
    "headers": {}
   },
   "invalid_text": {
    "status_code": 422,
    "json": {
     "detail": "Invalid request id"
    },
    "headers": {}
   },
   "invalid_message": {
    "status_code": 422,
    "json": {
     "success": false,
     "message": "Invalid request id"
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "success": false,
     "message": "Rate limit exceeded"
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 500,
    "json": {
     "success": false,
     "error": "Internal server error"
    },
    "headers": {}
   }
  }
 }
]
"""

BODY_SCHEMAS: Final = r"""
{}
"""
"""The named schemas that requests use."""
