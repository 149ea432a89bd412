# Generated from openapi/helicone/document.yaml by `nox -s generate`. Do not edit.
"""The operations of Helicone and their documented examples, as JSON."""

from typing import Final

OPERATIONS: Final = r"""
[
 {
  "operation": "requests_get",
  "method": "GET",
  "template": "/v1/request/{request_id}",
  "authenticated": true,
  "envelope": "data",
  "members": [
   "ai_gateway_body_mapping",
   "asset_ids",
   "asset_urls",
   "cache_enabled",
   "cache_reference_id",
   "completion_tokens",
   "cost",
   "costUSD",
   "country_code",
   "delay_ms",
   "feedback_created_at",
   "feedback_id",
   "feedback_rating",
   "model",
   "prompt_cache_read_tokens",
   "prompt_cache_write_tokens",
   "prompt_id",
   "prompt_tokens",
   "prompt_version",
   "properties",
   "provider",
   "request_body",
   "request_created_at",
   "request_id",
   "request_model",
   "request_path",
   "request_properties",
   "request_referrer",
   "request_user_id",
   "response_body",
   "response_created_at",
   "response_id",
   "response_model",
   "response_status",
   "scores",
   "signed_body_url",
   "storage_location",
   "target_url",
   "time_to_first_token",
   "total_tokens",
   "updated_at"
  ],
  "parameters": [
   {
    "name": "request_id",
    "place": "path",
    "type": "string",
    "required": true,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "req_123abc"
   },
   {
    "name": "includeBody",
    "place": "query",
    "type": "boolean",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "True"
   }
  ],
  "answers": {
   "found": {
    "status_code": 200,
    "json": {
     "data": {
      "request_id": "req_123abc",
      "request_created_at": "2024-01-15T10:30:00.000Z",
      "request_path": "/v1/chat/completions",
      "request_model": "gpt-4",
      "request_user_id": "user_456",
      "request_properties": {
       "environment": "production",
       "version": "1.2.3"
      },
      "request_body": {
       "model": "gpt-4",
       "messages": [
        {
         "role": "user",
         "content": "What is the capital of France?"
        }
       ],
       "temperature": 0.7
      },
      "response_id": "res_789def",
      "response_created_at": "2024-01-15T10:30:02.341Z",
      "response_status": 200,
      "response_model": "gpt-4-0613",
      "response_body": {
       "id": "chatcmpl-123",
       "object": "chat.completion",
       "created": 1705317002,
       "model": "gpt-4-0613",
       "choices": [
        {
         "index": 0,
         "message": {
          "role": "assistant",
          "content": "The capital of France is Paris."
         },
         "finish_reason": "stop"
        }
       ],
       "usage": {
        "prompt_tokens": 15,
        "completion_tokens": 8,
        "total_tokens": 23
       }
      },
      "provider": "OPENAI",
      "model": "gpt-4-0613",
      "target_url": "https://api.openai.com/v1/chat/completions",
      "delay_ms": 2341,
      "time_to_first_token": 234,
      "total_tokens": 23,
      "prompt_tokens": 15,
      "completion_tokens": 8,
      "cost": 0.00069,
      "costUSD": 0.00069,
      "feedback_rating": true,
      "scores": {
       "accuracy": 0.95
      },
      "properties": {
       "environment": "production",
       "version": "1.2.3"
      },
      "cache_enabled": false,
      "updated_at": "2024-01-15T10:30:02.500Z"
     },
     "error": null
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 200,
    "json": {
     "error": null
    },
    "headers": {}
   },
   "not_found_with_body": {
    "status_code": 200,
    "json": {
     "data": null,
     "error": null
    },
    "headers": {}
   },
   "not_found_with_text": {
    "status_code": 200,
    "json": {
     "data": null,
     "error": "Request not found"
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "text": "Invalid token.",
    "headers": {
     "content-type": "text/plain"
    }
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "data": null,
     "error": "Unauthorized: Invalid API key"
    },
    "headers": {}
   },
   "unauthorized_with_trace": {
    "status_code": 401,
    "json": {
     "error": null,
     "trace": "isAuthenticated.error"
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": "Rate limit exceeded"
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 500,
    "json": {
     "data": null,
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
