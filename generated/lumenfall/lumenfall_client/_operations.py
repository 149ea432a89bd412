# Generated from openapi/lumenfall/document.yaml by `nox -s generate`. Do not edit.
"""The operations of Lumenfall and their documented examples, as JSON."""

from typing import Final

OPERATIONS: Final = r"""
[
 {
  "operation": "requests_list",
  "method": "GET",
  "template": "/v1/requests",
  "authenticated": true,
  "envelope": null,
  "members": [
   "data",
   "next_page_url",
   "object",
   "previous_page_url",
   "summary"
  ],
  "parameters": [
   {
    "name": "limit",
    "place": "query",
    "type": "integer",
    "required": false,
    "format": null,
    "minimum": 1,
    "maximum": 100,
    "example": "5"
   },
   {
    "name": "starting_after",
    "place": "query",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw"
   },
   {
    "name": "created_after",
    "place": "query",
    "type": "string",
    "required": false,
    "format": "date-time",
    "minimum": null,
    "maximum": null,
    "example": "2026-03-15T00:00:00Z"
   },
   {
    "name": "created_before",
    "place": "query",
    "type": "string",
    "required": false,
    "format": "date-time",
    "minimum": null,
    "maximum": null,
    "example": "2026-03-16T00:00:00Z"
   },
   {
    "name": "key_id",
    "place": "query",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "test_abc123"
   },
   {
    "name": "status",
    "place": "query",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "upstream_failure"
   },
   {
    "name": "summary",
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
   "page": {
    "status_code": 200,
    "json": {
     "object": "list",
     "data": [
      {
       "id": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw",
       "object": "request",
       "created_at": "2026-03-15T14:32:10.000Z",
       "model": "flux-pro",
       "modality": "image",
       "endpoint": "/openai/v1/images/generations",
       "status": "completed",
       "cost": 0.045,
       "currency": "usd",
       "duration_ms": 2340,
       "key_id": "test_abc123",
       "error_code": null,
       "error_message": null,
       "session_id": null,
       "trace_id": null,
       "user": null,
       "request_size_bytes": 1024,
       "response_size_bytes": 524288
      },
      {
       "id": "req_2m4jKEGfmR8h3UqTGnhHpBNkMOx",
       "object": "request",
       "created_at": "2026-03-15T14:30:05.000Z",
       "model": "gpt-image-1.5",
       "modality": "image",
       "endpoint": "/openai/v1/images/generations",
       "status": "completed",
       "cost": 0.02,
       "currency": "usd",
       "duration_ms": 4120,
       "key_id": "test_abc123",
       "error_code": null,
       "error_message": null,
       "session_id": null,
       "trace_id": null,
       "user": null,
       "request_size_bytes": 512,
       "response_size_bytes": 1048576
      }
     ],
     "next_page_url": null,
     "previous_page_url": null
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "pages": {
   "scheme": "cursor",
   "parameter": "starting_after",
   "in_body": false,
   "size": "limit",
   "default_size": null,
   "first": 1,
   "cap": null,
   "item_id": [
    "id"
   ],
   "is_integer": false,
   "paths": {
    "items": [
     "data"
    ],
    "next_url": [
     "next_page_url"
    ]
   }
  }
 },
 {
  "operation": "requests_get",
  "method": "GET",
  "template": "/v1/requests/{request_id}",
  "authenticated": true,
  "envelope": null,
  "members": [
   "cost",
   "created_at",
   "currency",
   "duration_ms",
   "endpoint",
   "error_code",
   "error_message",
   "id",
   "key_id",
   "modality",
   "model",
   "object",
   "request_size_bytes",
   "response_size_bytes",
   "session_id",
   "status",
   "trace_id",
   "user"
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
    "example": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw"
   }
  ],
  "answers": {
   "completed": {
    "status_code": 200,
    "json": {
     "id": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw",
     "object": "request",
     "created_at": "2026-03-15T14:32:10.000Z",
     "model": "flux-pro",
     "modality": "image",
     "endpoint": "/openai/v1/images/generations",
     "status": "completed",
     "cost": 0.045,
     "currency": "usd",
     "duration_ms": 2340,
     "key_id": "test_abc123",
     "error_code": null,
     "error_message": null,
     "session_id": null,
     "trace_id": null,
     "user": null,
     "request_size_bytes": 1024,
     "response_size_bytes": 524288
    },
    "headers": {}
   },
   "failed": {
    "status_code": 200,
    "json": {
     "id": "req_2m4jQ8sVd0XwT5uYbN7cRkE3aZf",
     "object": "request",
     "created_at": "2026-03-15T14:35:41.000Z",
     "model": "flux-pro",
     "modality": "image",
     "endpoint": "/openai/v1/images/generations",
     "status": "upstream_failure",
     "cost": 0,
     "currency": "usd",
     "duration_ms": 30125,
     "key_id": "test_abc123",
     "error_code": "ALL_PROVIDERS_EXHAUSTED",
     "error_message": "All providers failed to process the request",
     "session_id": "checkout-previews",
     "trace_id": "4bf92f3577b34da6a3ce929d0e0e4736",
     "user": "user_42",
     "request_size_bytes": 1024,
     "response_size_bytes": 163
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Request not found",
      "type": "invalid_request_error",
      "code": "NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "requests_purge_payloads",
  "method": "DELETE",
  "template": "/v1/requests/{request_id}/payloads",
  "authenticated": true,
  "envelope": null,
  "members": [
   "already_purged",
   "id",
   "media_deleted",
   "purged"
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
    "example": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw"
   }
  ],
  "answers": {
   "purged": {
    "status_code": 200,
    "json": {
     "id": "req_2m4jLFHhkN1i4VrVHpjJqCOKlPw",
     "purged": true,
     "already_purged": false,
     "media_deleted": 2
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Request not found",
      "type": "invalid_request_error",
      "code": "NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "balance_get",
  "method": "GET",
  "template": "/v1/balance",
  "authenticated": true,
  "envelope": null,
  "members": [
   "available",
   "billing_type",
   "object"
  ],
  "parameters": [],
  "answers": {
   "prepaid": {
    "status_code": 200,
    "json": {
     "object": "balance",
     "billing_type": "prepaid",
     "available": {
      "amount": 12.5,
      "currency": "usd"
     }
    },
    "headers": {}
   },
   "postpaid": {
    "status_code": 200,
    "json": {
     "object": "balance",
     "billing_type": "postpaid",
     "available": {
      "amount": null,
      "currency": "usd"
     }
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "keys_list",
  "method": "GET",
  "template": "/v1/keys",
  "authenticated": true,
  "envelope": null,
  "members": [
   "data",
   "next_page_url",
   "object",
   "previous_page_url"
  ],
  "parameters": [
   {
    "name": "limit",
    "place": "query",
    "type": "integer",
    "required": false,
    "format": null,
    "minimum": 1,
    "maximum": 100,
    "example": "5"
   },
   {
    "name": "starting_after",
    "place": "query",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "2m4jLFHhkN1i4VrVHpjJqCOKlPw"
   },
   {
    "name": "status",
    "place": "query",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "active"
   }
  ],
  "answers": {
   "page": {
    "status_code": 200,
    "json": {
     "object": "list",
     "data": [
      {
       "id": "2m4jLFHhkN1i4VrVHpjJqCOKlPw",
       "object": "key",
       "name": "Production",
       "last_four": "x7Qd",
       "status": "active"
      }
     ],
     "next_page_url": null,
     "previous_page_url": null
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "pages": {
   "scheme": "cursor",
   "parameter": "starting_after",
   "in_body": false,
   "size": "limit",
   "default_size": null,
   "first": 1,
   "cap": null,
   "item_id": [
    "id"
   ],
   "is_integer": false,
   "paths": {
    "items": [
     "data"
    ],
    "next_url": [
     "next_page_url"
    ]
   }
  }
 },
 {
  "operation": "models_list",
  "method": "GET",
  "template": "/openai/v1/models",
  "authenticated": true,
  "envelope": null,
  "members": [
   "data",
   "object"
  ],
  "parameters": [],
  "answers": {
   "models": {
    "status_code": 200,
    "json": {
     "object": "list",
     "data": [
      {
       "id": "gemini-3-pro-image",
       "object": "model",
       "created": 1702300000,
       "owned_by": "google"
      }
     ]
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "pages": {
   "scheme": "none",
   "parameter": "",
   "in_body": true,
   "size": "",
   "default_size": null,
   "first": 1,
   "cap": null,
   "item_id": [],
   "is_integer": false,
   "paths": {
    "items": [
     "data"
    ]
   }
  }
 },
 {
  "operation": "models_get",
  "method": "GET",
  "template": "/openai/v1/models/{model}",
  "authenticated": true,
  "envelope": null,
  "members": [
   "created",
   "id",
   "object",
   "owned_by"
  ],
  "parameters": [
   {
    "name": "model",
    "place": "path",
    "type": "string",
    "required": true,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "gemini-3-pro-image"
   }
  ],
  "answers": {
   "model": {
    "status_code": 200,
    "json": {
     "id": "gemini-3-pro-image",
     "object": "model",
     "created": 1702300000,
     "owned_by": "google"
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "images_generate",
  "method": "POST",
  "template": "/openai/v1/images/generations",
  "authenticated": true,
  "envelope": null,
  "members": [
   "created",
   "data",
   "id",
   "metadata",
   "output_format",
   "size"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "link": {
    "status_code": 200,
    "json": {
     "created": 1702345678,
     "data": [
      {
       "url": "https://media.lumenfall.ai/abc123.png",
       "revised_prompt": "A capybara in a hot spring, drawn as a woodcut"
      }
     ],
     "metadata": {
      "model": "gemini-3-pro-image",
      "executed_model": "vertex/gemini-3-pro-image",
      "provider": "vertex",
      "provider_name": "Google Vertex AI",
      "cost": 0.04,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "data": {
    "status_code": 200,
    "json": {
     "created": 1702345678,
     "size": "1x1",
     "output_format": "png",
     "data": [
      {
       "b64_json": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
      }
     ],
     "metadata": {
      "model": "gpt-image-1.5",
      "executed_model": "openai/gpt-image-1.5",
      "provider": "openai",
      "provider_name": "OpenAI",
      "cost": 0.02,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/ImageGenerateParams"
   },
   "form": null
  }
 },
 {
  "operation": "images_edit",
  "method": "POST",
  "template": "/openai/v1/images/edits",
  "authenticated": true,
  "envelope": null,
  "members": [
   "created",
   "data",
   "id",
   "metadata",
   "output_format",
   "size"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "edited": {
    "status_code": 200,
    "json": {
     "created": 1702345678,
     "size": "1024x1024",
     "data": [
      {
       "url": "https://media.lumenfall.ai/abc123.png",
       "revised_prompt": "A capybara with a hat"
      }
     ],
     "metadata": {
      "model": "gemini-3-pro-image",
      "executed_model": "vertex/gemini-3-pro-image",
      "provider": "vertex",
      "provider_name": "Google Vertex AI",
      "cost": 0.04,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "upscaled": {
    "status_code": 200,
    "json": {
     "created": 1702345678,
     "size": "4096x4096",
     "data": [
      {
       "url": "https://media.lumenfall.ai/abc123.png"
      }
     ],
     "metadata": {
      "model": "topaz-image-upscale",
      "executed_model": "fal/fal-ai/topaz/upscale/image",
      "provider": "fal",
      "provider_name": "fal.ai",
      "cost": 0.05,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": null,
   "form": {
    "$ref": "#/components/schemas/ImageEditParams"
   }
  }
 },
 {
  "operation": "chat_create",
  "method": "POST",
  "template": "/openai/v1/chat/completions",
  "authenticated": true,
  "envelope": null,
  "members": [
   "choices",
   "created",
   "id",
   "model",
   "object",
   "usage"
  ],
  "parameters": [],
  "answers": {
   "completion": {
    "status_code": 200,
    "json": {
     "id": "chatcmpl-abc123",
     "object": "chat.completion",
     "created": 1702345678,
     "model": "google/gemini-3-flash-preview",
     "choices": [
      {
       "index": 0,
       "message": {
        "role": "assistant",
        "content": "A capybara is the largest living rodent."
       },
       "finish_reason": "stop"
      }
     ],
     "usage": {
      "prompt_tokens": 14,
      "completion_tokens": 71,
      "total_tokens": 85
     }
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/ChatCreateParams"
   },
   "form": null
  }
 },
 {
  "operation": "videos_create",
  "method": "POST",
  "template": "/openai/v1/videos",
  "authenticated": true,
  "envelope": null,
  "members": [
   "completed_at",
   "created_at",
   "error",
   "expires_at",
   "id",
   "metadata",
   "model",
   "object",
   "output",
   "prompt",
   "seconds",
   "size",
   "status"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "created": {
    "status_code": 202,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "status": "queued",
     "model": "sora-2",
     "seconds": "10",
     "size": "1920x1080"
    },
    "headers": {}
   },
   "replayed": {
    "status_code": 200,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "status": "in_progress",
     "model": "sora-2",
     "seconds": "10",
     "size": "1920x1080"
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/VideoCreateParams"
   },
   "form": {
    "$ref": "#/components/schemas/VideoCreateForm"
   }
  }
 },
 {
  "operation": "videos_get",
  "method": "GET",
  "template": "/openai/v1/videos/{video_id}",
  "authenticated": true,
  "envelope": null,
  "members": [
   "completed_at",
   "created_at",
   "error",
   "expires_at",
   "id",
   "metadata",
   "model",
   "object",
   "output",
   "prompt",
   "seconds",
   "size",
   "status"
  ],
  "parameters": [
   {
    "name": "video_id",
    "place": "path",
    "type": "string",
    "required": true,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "video_abc123"
   },
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "in_progress": {
    "status_code": 200,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "completed_at": null,
     "expires_at": null,
     "status": "in_progress",
     "model": "sora-2",
     "prompt": "A capybara lounging in a hot spring, steam rising gently, slow camera pan",
     "seconds": "10",
     "size": "1920x1080",
     "output": null,
     "error": null,
     "metadata": {
      "model": "sora-2",
      "executed_model": "openai/sora-2",
      "provider": "openai",
      "provider_name": "OpenAI",
      "cost_estimate": 0.21,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "queued": {
    "status_code": 200,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "completed_at": null,
     "expires_at": null,
     "status": "queued",
     "model": "sora-2",
     "prompt": "A capybara lounging in a hot spring, steam rising gently, slow camera pan",
     "seconds": "10",
     "size": "1920x1080",
     "output": null,
     "error": null
    },
    "headers": {}
   },
   "completed": {
    "status_code": 200,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "completed_at": 1702345798,
     "expires_at": 1702349398,
     "status": "completed",
     "model": "sora-2",
     "prompt": "A capybara lounging in a hot spring, steam rising gently, slow camera pan",
     "seconds": "10",
     "size": "1920x1080",
     "output": {
      "url": "https://media.example.com/video_abc123.mp4",
      "content_type": "video/mp4",
      "size_bytes": 7340032
     },
     "metadata": {
      "model": "sora-2",
      "executed_model": "openai/sora-2",
      "provider": "openai",
      "provider_name": "OpenAI",
      "upstream_id": "video_68d4f1c07a2c",
      "cost": 0.2,
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "failed": {
    "status_code": 200,
    "json": {
     "id": "video_abc123",
     "object": "video",
     "created_at": 1702345678,
     "completed_at": null,
     "expires_at": null,
     "status": "failed",
     "model": "sora-2",
     "prompt": "A capybara lounging in a hot spring, steam rising gently, slow camera pan",
     "seconds": "10",
     "size": "1920x1080",
     "error": {
      "code": "UPSTREAM_ERROR",
      "message": "The provider could not generate this video"
     },
     "metadata": {
      "model": "sora-2",
      "executed_model": "openai/sora-2",
      "provider": "openai",
      "provider_name": "OpenAI",
      "upstream_id": "video_68d4f1c07a2c",
      "cost_currency": "USD"
     }
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Video not found",
      "type": "invalid_request_error",
      "code": "NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "videos_cancel",
  "method": "DELETE",
  "template": "/openai/v1/videos/{video_id}",
  "authenticated": true,
  "envelope": null,
  "members": [],
  "parameters": [
   {
    "name": "video_id",
    "place": "path",
    "type": "string",
    "required": true,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "video_abc123"
   },
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "status_204": {
    "status_code": 204,
    "text": "",
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Video not found",
      "type": "invalid_request_error",
      "code": "NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "webhooks_get_secret",
  "method": "GET",
  "template": "/v1/webhooks/secret",
  "authenticated": true,
  "envelope": null,
  "members": [
   "key"
  ],
  "parameters": [],
  "answers": {
   "secret": {
    "status_code": 200,
    "json": {
     "key": "whsec_dGhpcyBpcyBhbiBleGFtcGxl"
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  }
 },
 {
  "operation": "images_estimate",
  "method": "POST",
  "template": "/openai/v1/images/generations",
  "authenticated": true,
  "envelope": null,
  "members": [
   "components",
   "currency",
   "estimated",
   "model",
   "provider",
   "total_cost_micros"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "estimate": {
    "status_code": 200,
    "json": {
     "estimated": true,
     "model": "gemini-3-pro-image",
     "provider": "vertex",
     "total_cost_micros": 80000,
     "currency": "USD",
     "components": [
      {
       "type": "output",
       "metric": "image",
       "quantity": 2,
       "billable_quantity": 2,
       "unit_price": 0.04,
       "total_cost": 80000
      }
     ]
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/ImageGenerateParams"
   },
   "form": null
  },
  "fixed_query": [
   [
    "dryRun",
    "true"
   ]
  ]
 },
 {
  "operation": "images_estimate_edit",
  "method": "POST",
  "template": "/openai/v1/images/edits",
  "authenticated": true,
  "envelope": null,
  "members": [
   "components",
   "currency",
   "estimated",
   "model",
   "provider",
   "total_cost_micros"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "estimate": {
    "status_code": 200,
    "json": {
     "estimated": true,
     "model": "gemini-3-pro-image",
     "provider": "vertex",
     "total_cost_micros": 80000,
     "currency": "USD",
     "components": [
      {
       "type": "output",
       "metric": "image",
       "quantity": 2,
       "billable_quantity": 2,
       "unit_price": 0.04,
       "total_cost": 80000
      }
     ]
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": null,
   "form": {
    "$ref": "#/components/schemas/ImageEditParams"
   }
  },
  "fixed_query": [
   [
    "dryRun",
    "true"
   ]
  ]
 },
 {
  "operation": "chat_stream",
  "method": "POST",
  "template": "/openai/v1/chat/completions",
  "authenticated": true,
  "envelope": null,
  "members": [
   "choices",
   "created",
   "id",
   "model",
   "object",
   "usage"
  ],
  "parameters": [],
  "answers": {
   "chunks": {
    "status_code": 200,
    "events": [
     {
      "id": "chatcmpl-abc123",
      "object": "chat.completion.chunk",
      "created": 1702345678,
      "model": "google/gemini-3-flash-preview",
      "choices": [
       {
        "index": 0,
        "delta": {
         "role": "assistant",
         "content": "A capybara"
        },
        "finish_reason": null
       }
      ]
     },
     {
      "id": "chatcmpl-abc123",
      "object": "chat.completion.chunk",
      "created": 1702345678,
      "model": "google/gemini-3-flash-preview",
      "choices": [
       {
        "index": 0,
        "delta": {
         "content": " is the largest living rodent."
        },
        "finish_reason": "stop"
       }
      ]
     },
     {
      "id": "chatcmpl-abc123",
      "object": "chat.completion.chunk",
      "created": 1702345678,
      "model": "google/gemini-3-flash-preview",
      "choices": [],
      "usage": {
       "prompt_tokens": 14,
       "completion_tokens": 8,
       "total_tokens": 22
      }
     }
    ],
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/ChatCreateParams"
   },
   "form": null
  },
  "stream": {
   "done": "[DONE]"
  },
  "fixed_body": {
   "stream": true
  }
 },
 {
  "operation": "chat_estimate",
  "method": "POST",
  "template": "/openai/v1/chat/completions",
  "authenticated": true,
  "envelope": null,
  "members": [
   "components",
   "currency",
   "estimated",
   "model",
   "provider",
   "total_cost_micros"
  ],
  "parameters": [],
  "answers": {
   "estimate": {
    "status_code": 200,
    "json": {
     "estimated": true,
     "model": "google/gemini-3-flash-preview",
     "provider": "openrouter",
     "total_cost_micros": 7,
     "currency": "USD",
     "components": [
      {
       "type": "input",
       "metric": "token",
       "quantity": 14,
       "billable_quantity": 14,
       "unit_price": 5e-07,
       "total_cost": 7
      }
     ]
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/ChatCreateParams"
   },
   "form": null
  },
  "fixed_query": [
   [
    "dryRun",
    "true"
   ]
  ]
 },
 {
  "operation": "videos_estimate",
  "method": "POST",
  "template": "/openai/v1/videos",
  "authenticated": true,
  "envelope": null,
  "members": [
   "components",
   "currency",
   "estimated",
   "model",
   "provider",
   "total_cost_micros"
  ],
  "parameters": [
   {
    "name": "X-Lumenfall-Replay",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "mock"
   },
   {
    "name": "X-Lumenfall-Replay-Match",
    "place": "header",
    "type": null,
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "strict"
   },
   {
    "name": "X-Lumenfall-Replay-Fields",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "prompt,size"
   },
   {
    "name": "X-Lumenfall-Replay-Recording",
    "place": "header",
    "type": "string",
    "required": false,
    "format": null,
    "minimum": null,
    "maximum": null,
    "example": "rec_abc123"
   }
  ],
  "answers": {
   "estimate": {
    "status_code": 200,
    "json": {
     "estimated": true,
     "model": "sora-2",
     "provider": "openai",
     "total_cost_micros": 1000000,
     "currency": "USD",
     "components": [
      {
       "type": "output",
       "metric": "second",
       "quantity": 10,
       "billable_quantity": 10,
       "unit_price": 0.1,
       "total_cost": 1000000
      }
     ]
    },
    "headers": {}
   },
   "invalid": {
    "status_code": 400,
    "json": {
     "error": {
      "message": "Invalid id",
      "type": "invalid_request_error",
      "code": "INVALID_REQUEST"
     }
    },
    "headers": {}
   },
   "unauthorized": {
    "status_code": 401,
    "json": {
     "error": {
      "message": "Invalid API key",
      "type": "authentication_error",
      "code": "AUTHENTICATION_FAILED"
     }
    },
    "headers": {}
   },
   "insufficient_balance": {
    "status_code": 402,
    "json": {
     "error": {
      "message": "Insufficient balance: $0.05 required, $0.02 available",
      "type": "insufficient_quota",
      "code": "INSUFFICIENT_BALANCE"
     }
    },
    "headers": {}
   },
   "not_found": {
    "status_code": 404,
    "json": {
     "error": {
      "message": "Model not found",
      "type": "invalid_request_error",
      "code": "MODEL_NOT_FOUND"
     }
    },
    "headers": {}
   },
   "rate_limited": {
    "status_code": 429,
    "json": {
     "error": {
      "message": "Rate limit exceeded",
      "type": "rate_limit_error",
      "code": "RATE_LIMITED"
     }
    },
    "headers": {}
   },
   "server_error": {
    "status_code": 502,
    "json": {
     "error": {
      "message": "All providers failed to process the request",
      "type": "server_error",
      "code": "ALL_PROVIDERS_EXHAUSTED"
     }
    },
    "headers": {}
   }
  },
  "body": {
   "required": true,
   "json": {
    "$ref": "#/components/schemas/VideoCreateParams"
   },
   "form": {
    "$ref": "#/components/schemas/VideoCreateForm"
   }
  },
  "fixed_query": [
   [
    "dryRun",
    "true"
   ]
  ]
 }
]
"""

BODY_SCHEMAS: Final = r"""
{
 "ImageGenerateParams": {
  "type": "object",
  "required": [
   "model",
   "prompt"
  ],
  "properties": {
   "model": {
    "type": "string"
   },
   "prompt": {
    "type": "string"
   },
   "n": {
    "type": "integer",
    "minimum": 1,
    "maximum": 10
   },
   "size": {
    "type": "string"
   },
   "aspect_ratio": {
    "type": "string"
   },
   "resolution": {
    "type": "string"
   },
   "quality": {
    "type": "string"
   },
   "response_format": {
    "type": "string"
   },
   "output_format": {
    "type": "string"
   },
   "output_compression": {
    "type": "integer"
   },
   "style": {
    "type": "string"
   },
   "user": {
    "type": "string"
   }
  }
 },
 "ImageEditParams": {
  "type": "object",
  "required": [
   "image[]",
   "model"
  ],
  "properties": {
   "image[]": {
    "anyOf": [
     {
      "type": "string",
      "format": "binary"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "string",
       "format": "binary"
      }
     }
    ]
   },
   "model": {
    "type": "string"
   },
   "prompt": {
    "type": "string"
   },
   "mask": {
    "type": "string",
    "format": "binary"
   },
   "scale_factor": {
    "type": "number"
   },
   "n": {
    "type": "integer",
    "minimum": 1,
    "maximum": 10
   },
   "size": {
    "type": "string"
   },
   "aspect_ratio": {
    "type": "string"
   },
   "resolution": {
    "type": "string"
   },
   "quality": {
    "type": "string"
   },
   "response_format": {
    "type": "string"
   },
   "output_format": {
    "type": "string"
   },
   "output_compression": {
    "type": "integer"
   },
   "user": {
    "type": "string"
   }
  }
 },
 "ChatCreateParams": {
  "type": "object",
  "required": [
   "model",
   "messages"
  ],
  "properties": {
   "model": {
    "type": "string"
   },
   "messages": {
    "type": "array",
    "items": {
     "$ref": "#/components/schemas/ChatMessageParams"
    }
   },
   "temperature": {
    "type": "number",
    "minimum": 0,
    "maximum": 2
   },
   "max_tokens": {
    "type": "integer"
   },
   "top_p": {
    "type": "number"
   },
   "frequency_penalty": {
    "type": "number",
    "minimum": -2,
    "maximum": 2
   },
   "presence_penalty": {
    "type": "number",
    "minimum": -2,
    "maximum": 2
   },
   "stop": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "items": {
       "type": "string"
      }
     }
    ]
   }
  }
 },
 "ChatMessageParams": {
  "type": "object",
  "required": [
   "role"
  ],
  "properties": {
   "role": {
    "anyOf": [
     {
      "$ref": "#/components/schemas/KnownChatRole"
     },
     {
      "type": "string"
     }
    ]
   },
   "content": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "array",
      "items": {
       "anyOf": [
        {
         "$ref": "#/components/schemas/ChatTextPart"
        },
        {
         "$ref": "#/components/schemas/ChatImagePart"
        }
       ]
      }
     },
     {
      "type": "null"
     }
    ]
   }
  }
 },
 "ChatTextPart": {
  "type": "object",
  "required": [
   "type",
   "text"
  ],
  "properties": {
   "type": {
    "$ref": "#/components/schemas/ChatTextPartType"
   },
   "text": {
    "type": "string"
   }
  }
 },
 "ChatTextPartType": {
  "type": "string",
  "enum": [
   "text"
  ]
 },
 "ChatImagePart": {
  "type": "object",
  "required": [
   "type",
   "image_url"
  ],
  "properties": {
   "type": {
    "$ref": "#/components/schemas/ChatImagePartType"
   },
   "image_url": {
    "$ref": "#/components/schemas/ChatImageURL"
   }
  }
 },
 "ChatImagePartType": {
  "type": "string",
  "enum": [
   "image_url"
  ]
 },
 "ChatImageURL": {
  "type": "object",
  "required": [
   "url"
  ],
  "properties": {
   "url": {
    "type": "string"
   },
   "detail": {
    "type": "string"
   }
  }
 },
 "VideoCreateParams": {
  "type": "object",
  "required": [
   "model",
   "prompt"
  ],
  "properties": {
   "model": {
    "type": "string"
   },
   "prompt": {
    "type": "string"
   },
   "seconds": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "number"
     }
    ]
   },
   "size": {
    "type": "string"
   },
   "aspect_ratio": {
    "type": "string"
   },
   "n": {
    "type": "integer",
    "minimum": 1,
    "maximum": 4
   },
   "input_reference": {
    "anyOf": [
     {
      "$ref": "#/components/schemas/VideoInputReference"
     },
     {
      "type": "array",
      "items": {
       "$ref": "#/components/schemas/VideoInputReference"
      }
     }
    ]
   },
   "resolution": {
    "type": "string"
   },
   "negative_prompt": {
    "type": "string"
   },
   "media_retention": {
    "type": "string"
   },
   "metadata": {
    "$ref": "#/components/schemas/VideoCreateParamsMetadataMap"
   },
   "user": {
    "type": "string"
   },
   "webhook_url": {
    "type": "string",
    "pattern": "^https://([A-Za-z0-9_-]+\\.)*[A-Za-z_][A-Za-z0-9_-]*(:443|:8443)?([/?#][^\\x00-\\x20]*)?$"
   },
   "idempotency_key": {
    "type": "string",
    "maxLength": 256
   }
  }
 },
 "VideoCreateParamsMetadataMap": {
  "type": "object",
  "additionalProperties": true
 },
 "VideoCreateForm": {
  "type": "object",
  "required": [
   "model",
   "prompt"
  ],
  "properties": {
   "model": {
    "type": "string"
   },
   "prompt": {
    "type": "string"
   },
   "seconds": {
    "anyOf": [
     {
      "type": "string"
     },
     {
      "type": "number"
     }
    ]
   },
   "size": {
    "type": "string"
   },
   "aspect_ratio": {
    "type": "string"
   },
   "n": {
    "type": "integer",
    "minimum": 1,
    "maximum": 4
   },
   "input_reference": {
    "anyOf": [
     {
      "type": "string",
      "format": "binary"
     },
     {
      "type": "array",
      "minItems": 1,
      "items": {
       "type": "string",
       "format": "binary"
      }
     }
    ]
   },
   "resolution": {
    "type": "string"
   },
   "negative_prompt": {
    "type": "string"
   },
   "media_retention": {
    "type": "string"
   },
   "metadata": {
    "$ref": "#/components/schemas/VideoCreateFormMetadataMap"
   },
   "user": {
    "type": "string"
   },
   "webhook_url": {
    "type": "string",
    "pattern": "^https://([A-Za-z0-9_-]+\\.)*[A-Za-z_][A-Za-z0-9_-]*(:443|:8443)?([/?#][^\\x00-\\x20]*)?$"
   },
   "idempotency_key": {
    "type": "string",
    "maxLength": 256
   }
  }
 },
 "VideoCreateFormMetadataMap": {
  "type": "object",
  "additionalProperties": true
 },
 "VideoInputReference": {
  "type": "object",
  "required": [
   "image_url"
  ],
  "properties": {
   "image_url": {
    "type": "string"
   }
  }
 },
 "KnownChatRole": {
  "type": "string",
  "enum": [
   "system",
   "developer",
   "user",
   "assistant",
   "tool"
  ]
 }
}
"""
"""The named schemas that requests use."""
