"""The ground floor: how OpenAPI documents are read, checked and compared."""
